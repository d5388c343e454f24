using Alerts.Feeds;
using Alerts.Feeds.Fetching;
using Alerts.Feeds.Scheduling;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;

namespace Alerts.Tests.Pipeline;

public sealed class PollOutcomeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Feed Known = new(Ids.Feed("https://a.example/feed"), "https://a.example/feed", "A") { FirstSuccess = Now.AddDays(-9), Queued = Now };

    [Fact]
    public void Three_permanent_redirects_in_a_row_move_a_feed_and_two_do_not()
    {
        var feed = Known;
        for (var i = 0; i < 2; i++)
            feed = After(feed, Body(moved: "https://b.example/feed"));
        Assert.Equal("https://a.example/feed", feed.Address);
        Assert.Equal("https://b.example/feed", After(feed, Body(moved: "https://b.example/feed")).Address);
        Assert.Equal(0, After(feed, Body(moved: null)).Moves);
    }

    [Fact]
    public void A_feed_that_is_gone_is_asked_no_more() => Assert.Equal(FeedState.Gone, After(Known, new Gone(new("https://a.example/feed"))).State);

    [Fact]
    public void Failures_count_up_and_a_success_forgets_them()
    {
        var failed = After(After(Known, new Failed(500, "Broken.", false)), new Failed(500, "Broken.", false));
        Assert.Equal((2, "Broken.", null), (failed.Failures, failed.LastError, failed.Queued));
        var well = After(failed, Body(moved: null));
        Assert.Equal((0, null), (well.Failures, well.LastError));
    }

    [Fact]
    public void A_publisher_that_asks_for_an_hour_gets_it() =>
        Assert.True(After(Known, new Throttled(TimeSpan.FromHours(1), 429)).NextPoll >= Now.AddHours(1));

    [Fact]
    public void A_failure_keeps_the_validators_we_hold() =>
        Assert.Equal("\"x\"", After(Known with { ETag = "\"x\"" }, new Failed(null, "No answer.", false)).ETag);

    [Fact]
    public void Entries_that_share_a_link_are_told_apart_by_guid_and_others_by_link()
    {
        var taken = NewArticles.Of(Known, Document(Entry("1", "https://a.example/"), Entry("2", "https://a.example/"), Entry("3", "https://a.example/c")), Now);
        Assert.True(taken.LinksRepeat);
        Assert.Equal(3, taken.New.Select(entry => entry.Article.Id).Distinct().Count());
        Assert.Equal(Ids.Article("https://a.example/c"), NewArticles.Of(Known, Document(Entry("3", "https://a.example/c")), Now).New.Single().Article.Id);
    }

    [Fact]
    public void A_date_in_the_future_counts_as_first_sight_and_one_before_the_web_as_none()
    {
        var dates = NewArticles.Of(Known, Document(Entry("1", "https://a.example/1") with { Published = Now.AddDays(3) }, Entry("2", "https://a.example/2") with { Published = DateTimeOffset.UnixEpoch }), Now).New;
        Assert.Equal([Now, null], dates.Select(entry => entry.Article.Published));
    }

    [Fact]
    public void Readers_get_the_address_as_published_though_its_canonical_form_names_the_article()
    {
        var published = NewArticles.Of(Known, Document(Entry("1", "http://m.a.example:8080/1/")), Now).New.Single().Article;
        var canonical = NewArticles.Of(Known, Document(Entry("1", "https://a.example:8080/1")), Now).New.Single().Article;
        Assert.Equal("http://m.a.example:8080/1/", published.Link);
        Assert.Equal(canonical.Id, published.Id);
    }

    [Fact]
    public void Entries_seen_are_not_new_and_survive_storage()
    {
        var first = NewArticles.Of(Known, Document(Entry("1", "https://a.example/1")), Now);
        var feed = Known with { Seen = SeenEntries.FromBytes(SeenEntries.None.With(first.Entries).ToBytes()) };
        Assert.Equal("https://a.example/2", NewArticles.Of(feed, Document(Entry("1", "https://a.example/1"), Entry("2", "https://a.example/2")), Now).New.Single().Article.Link);
    }

    [Theory]
    [InlineData("Title 1", "It rains.", false)]
    [InlineData("Title  1", "<p>It <b>rains</b>!</p>", false)]
    [InlineData("Title 1", "It rains again.", true)]
    [InlineData("Title 2", "It rains.", true)]
    public void An_entry_whose_words_changed_is_a_new_version_of_its_article(string title, string text, bool another)
    {
        var first = NewArticles.Of(Known, Document(Entry("1", "https://a.example/1", "It rains.")), Now);
        var feed = Known with { Seen = SeenEntries.None.With(first.Entries) };
        Assert.Empty(NewArticles.Of(feed, Document(Entry("1", "https://a.example/1", "It rains.")), Now).Edited);

        var next = NewArticles.Of(feed, Document(Entry("1", "https://a.example/1", text) with { Title = title }), Now);
        Assert.Empty(next.New);
        Assert.Equal(another, next.Edited.Any(edit => edit.Article.Version != first.New[0].Article.Version));
        Assert.All(next.Edited, edit => Assert.Equal(first.New[0].Article.Id, edit.Article.Id));
    }

    [Fact]
    public void Two_entries_of_one_name_in_a_document_are_no_edit_of_one_another()
    {
        var document = Document(Entry("1", "https://a.example/1", "It rains."), Entry("1", "https://a.example/1", "It snows."));
        var first = NewArticles.Of(Known, document, Now);
        Assert.Single(first.New);
        var again = NewArticles.Of(Known with { Seen = SeenEntries.None.With(first.Entries) }, document, Now);
        Assert.Empty(again.New.Concat(again.Edited));
    }

    [Fact]
    public void Edits_are_no_arrivals()
    {
        var first = NewArticles.Of(Known, Document(Entry("1", "https://a.example/1", "It rains.")), Now);
        var feed = Known with { Seen = SeenEntries.None.With(first.Entries), LastArticle = Now.AddDays(-1) };
        var document = Document(Entry("1", "https://a.example/1", "It snows."));
        var after = new PollOutcome(Body(moved: null), document, NewArticles.Of(feed, document, Now), Now).Apply(feed, new PollLimits(), 0.5);
        Assert.Equal(Now.AddDays(-1), after.LastArticle);
        Assert.True(after.Seen.Contains(new("1\nhttps://a.example/1", "Title 1\nIt snows.")));
    }

    private static Feed After(Feed feed, FetchResult result)
    {
        var document = result is Fetched ? Document() : null;
        return new PollOutcome(result, document, NewArticles.Of(feed, document ?? Document(), Now), Now).Apply(feed, new PollLimits(), 0.5);
    }

    private static Fetched Body(string? moved) =>
        new(new(moved ?? "https://a.example/feed"), moved is null ? null : new Uri(moved), default, null, null, "\"new\"", null, Freshness.Unknown);

    private static FeedDocument Document(params FeedEntry[] entries) => new() { Format = FeedFormat.Rss, Entries = entries };

    private static FeedEntry Entry(string id, string link, string? text = null) => new()
    {
        Id = id,
        Link = link,
        Title = "Title " + id,
        Summary = text is null ? null : new FeedContent(text),
    };
}
