using System.Net;
using System.Text;

namespace Alerts.Tests.Feeds;

public class ReferenceTests
{
    private static readonly string[] Pieces =
        ["&lt;", "&gt;", "&amp;", "&quot;", "&#39;", "&apos;", "&#8217;", "&#x1F600;", "&eacute;", "\u2019", "\u0416", "&amp;lt;", " ", "word", "a longer run of plain text, some forty bytes "];

    [Fact]
    public void References_are_read_wherever_they_stand_in_a_text()
    {
        var random = new Random(7);
        for (var number = 0; number < 3000; number++)
        {
            var raw = new StringBuilder("x");
            for (var left = random.Next(80); left > 0; left--)
                raw.Append(Pieces[random.Next(Pieces.Length)]);
            raw.Append('x');

            var feed = Read.Feed($"<rss><channel><item><description>{raw}</description></item></channel></rss>");

            Assert.Equal(WebUtility.HtmlDecode(raw.ToString()), feed.Entries[0].Summary?.Value);
        }
    }
}
