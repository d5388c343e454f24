using Alerts.Feeds;
using Alerts.Local.Sample;
using Microsoft.Extensions.Time.Testing;

namespace Alerts.Tests.Local.Sample;

public sealed class SampleTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(15);

    private static readonly IReadOnlyList<SampleArticle> Articles = SampleArticle.LoadAll();

    [Fact]
    public void Every_article_is_of_agency_length_and_of_an_outlet_there_is()
    {
        var outlets = SampleOutlet.All.Select(outlet => outlet.Id).ToHashSet(StringComparer.Ordinal);
        Assert.All(Articles, article =>
        {
            Assert.InRange(string.Join(' ', article.Paragraphs).Split(' ').Length, 120, 250);
            Assert.Subset(outlets, article.Outlets.ToHashSet(StringComparer.Ordinal));
            Assert.InRange(article.Edition, 1, 2);
        });
    }

    [Fact]
    public void The_story_moves_from_one_edition_to_the_next()
    {
        Assert.Contains(Articles, article => article.Edition == 1 && article.Title.StartsWith("Ukraine insists on NATO membership", StringComparison.Ordinal));
        var copy = Assert.Single(Articles, article => article.Outlets.Count == 2);
        Assert.Equal((2, "Ukraine drops NATO bid in exchange for legally binding security guarantees"), (copy.Edition, copy.Title));
        Assert.Contains(Articles, article => article.Edition == 2 && article.Title.StartsWith("Russia repeats", StringComparison.Ordinal));
        Assert.Contains(Articles, article => article.Edition == 2 && article.Title.StartsWith("Kyiv rejects territorial concessions", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("meridian", FeedFormat.Rss)]
    [InlineData("harbour", FeedFormat.Atom)]
    [InlineData("continental", FeedFormat.Rdf)]
    [InlineData("northgate", FeedFormat.Json)]
    [InlineData("briefing", FeedFormat.Rss)]
    public void An_outlets_feed_reads_back_as_what_it_published(string id, FeedFormat format)
    {
        var outlet = SampleOutlet.All.Single(outlet => outlet.Id == id);
        var published = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
        SampleEntry[] entries = [.. Articles.Select(article => new SampleEntry(article, new Uri($"http://127.0.0.1/sample/{id}/{article.Slug}"), published))];

        var feed = FeedReader.Read(SampleFeedWriter.Write(outlet, new Uri($"http://127.0.0.1/sample/{id}/feed"), entries), new FeedSource(ContentType: outlet.ContentType));

        Assert.Equal((format, outlet.Name), (feed.Format, feed.Title));
        Assert.Equal(entries.Select(entry => entry.Article.Title), feed.Entries.Select(entry => entry.Title));
        Assert.Equal(entries.Select(entry => entry.Link.AbsoluteUri), feed.Entries.Select(entry => entry.Link));
        Assert.All(feed.Entries, entry => Assert.Equal(published, entry.Published));
        Assert.Empty(feed.Repairs);
    }

    [Fact]
    public void The_second_edition_can_be_brought_at_once_when_every_outlet_was_read()
    {
        var editions = new SampleEditions(Articles, TimeSpan.FromHours(1), new FakeTimeProvider());
        Assert.False(editions.TryPublish());
        foreach (var outlet in SampleOutlet.All)
            editions.Read(outlet.Id);

        Assert.True(editions.TryPublish());
        Assert.Equal(2, editions.Out("meridian")[0].Article.Edition);
    }

    [Fact]
    public void The_second_edition_waits_until_every_outlet_was_read_once_and_a_little_longer()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var editions = new SampleEditions(Articles, Gap, time);
        foreach (var outlet in SampleOutlet.All.Skip(1))
            editions.Read(outlet.Id);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.DoesNotContain(editions.Out("meridian"), published => published.Article.Edition == 2);

        editions.Read("meridian");
        time.Advance(Gap - TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(editions.Out("meridian"), published => published.Article.Edition == 2);

        time.Advance(TimeSpan.FromSeconds(1));
        var newest = editions.Out("meridian")[0];
        Assert.Equal((2, time.GetUtcNow()), (newest.Article.Edition, newest.Published));
    }
}
