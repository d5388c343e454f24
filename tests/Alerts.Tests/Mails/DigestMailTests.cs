using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Delivery.Mails;
using Alerts.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alerts.Tests.Mails;

public sealed class DigestMailTests : IDisposable
{
    private readonly MailComposer composer = new(Examples.Links, Examples.Letterhead, NullLoggerFactory.Instance);

    public void Dispose() => composer.Dispose();

    [Fact]
    public async Task A_digest_of_one_says_so_in_its_subject() =>
        Assert.Equal("Digest: Hungary: NATO membership (Ukraine), against, stated", (await composer.DigestAsync(MailExamples.Digest(Examples.Statement))).Subject);

    [Fact]
    public void What_moved_most_comes_first_and_topics_stay_together()
    {
        var (groups, brief) = DigestContent.Of([Examples.Keyword, Examples.Statement, Examples.Change, MailExamples.Reversal]);
        Assert.Equal(["NATO membership", "\u201C" + Examples.Keyword.Query + "\u201D"], groups.Select(group => group.Title));
        Assert.Equal(["s7", "s1a2b3c4", "s5"], groups[0].Signals.Select(signal => signal.Id));
        Assert.Empty(brief);
    }

    [Fact]
    public void What_has_no_room_gets_a_line()
    {
        var (groups, brief) = DigestContent.Of([.. Enumerable.Range(0, 100).Select(i => Examples.Keyword with { Id = $"k{i:d3}" })]);
        Assert.Equal(100, groups.Sum(group => group.Signals.Count) + brief.Count);
        Assert.NotEmpty(brief);
    }
}
