using System.Diagnostics;
using System.Text;
using Alerts.Feeds;

namespace Alerts.Tests.Feeds;

/// <summary>Feeds shaped to make a reader look at the same bytes again and again: reading stays linear in their size.</summary>
public sealed class HostileShapeTests(ITestOutputHelper output)
{
    private const int Size = 10 * 1024 * 1024;

    // What is linear takes a second or two, and more on a machine that does much else; what is quadratic takes minutes at this size.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string, string> Shapes { get; } = new()
    {
        { "unclosed nested tags", "<rss><channel><item>", "<b><i>" },
        { "crossed tags", "<rss><channel><item>", "<b><i></b></i>" },
        { "unclosed titles", "<rss><channel><item>", "<title>" },
        { "titles that hold unclosed tags", "<rss><channel><item>", "<title><b>x" },
        { "titles in titles", "<rss><channel><item>", "<title><title>x</title>" },
        { "end tags of nothing, deep down", "<rss><channel><item>" + Repeat("<b>", 190), "</x>" },
        { "prefixes of nothing", "<rss " + Prefixes(1000) + "><channel><item>", "<zzzz:y/>" },
        { "a declaration a tag", "<rss " + Prefixes(990) + "><channel><item>", "<y xmlns:abc='u'/>" },
        { "a thousand namespaces a tag", "<rss><channel><item>", "<y " + Prefixes(1000) + "/>" },
        { "namespaces in one tag", "<rss " + Prefixes(9000), "xmlns:abcd='u' " },
        { "bases in one tag", "<rss xml:base='https://x.test/' ", "xml:base='a/' " },
        { "bases one in the other", "<rss><channel xml:base='https://x.test/'>", "<item xml:base='" + Repeat("a/", 500) + "'><link>b</link>" },
        { "bases deep down", "<rss><channel xml:base='https://x.test/'><item>" + Repeat("<b xml:base='" + Repeat("a/", 400) + "'>", 150), "<link>b</link>" },
        { "attributes without an end", "<rss><channel><item>", "<link href=\"" },
        { "quotes without an end", "<rss><channel><item><link ", "'\"" },
        { "sections without an end", "<rss><channel><item>", "<![CDATA[" },
        { "sections without an end in titles", "<rss><channel>", "<item><title><![CDATA[x</title></item>" },
        { "sections without an end in contents", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry><content type='html'><b/><![CDATA[x</content></entry>" },
        { "comments without an end", "<rss><channel><item>", "<!--" },
        { "comments without an end in titles", "<rss><channel>", "<item><title><b/><!-- x</title></item>" },
        { "instructions without an end", "<rss><channel><item>", "<?x " },
        { "declarations in the middle", "<rss><channel><item>", "<!DOCTYPE x [<!ENTITY a 'b'>]>" },
        { "xhtml in xhtml", "<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "<content type='xhtml'><div>" },
        { "authors in authors", "<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "<author><name>" },
        { "entries in entries", "<rss><channel>", "<item><title>x" },
        { "sources in sources", "<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "<source><id>x</id>" },
        { "ampersands", "<rss><channel><item><title>", "&" },
        { "references of nothing", "<rss><channel><item><title>", "&zzzzzzzzzzzzzzzzzzzzzzzzzzzzz;" },
        { "less-than signs", "<rss><channel><item><title>", "< " },
        { "categories", "<rss><channel><item>", "<category>x</category>" },
        { "links", "<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "<link rel='x' href='a'/>" },
        { "junk before the root", "", "<x a='b'>" },
        { "brackets", "", "[{\"items\":" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Reading_stays_linear(string shape, string head, string piece)
    {
        var body = new byte[Size];
        var at = Encoding.UTF8.GetBytes(head, body);
        var bytes = Encoding.UTF8.GetBytes(piece);
        for (; at < body.Length; at += bytes.Length)
            bytes.AsSpan(0, Math.Min(bytes.Length, body.Length - at)).CopyTo(body.AsSpan(at));

        var watch = Stopwatch.StartNew();
        try
        {
            FeedReader.Read(body, new FeedSource(null));
        }
        catch (FeedFormatException refused)
        {
            output.WriteLine(refused.Message);
        }

        output.WriteLine($"{shape}: {watch.ElapsedMilliseconds} ms");
        Assert.True(watch.Elapsed < Patience, $"{shape}: {watch.Elapsed}");
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Prefixes(int count) => string.Concat(Enumerable.Range(1000, count).Select(i => $"xmlns:p{i}='u' "));
}
