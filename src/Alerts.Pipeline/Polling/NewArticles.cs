using Alerts.Feeds;
using Alerts.Feeds.Dedupe;
using Alerts.Feeds.Html;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Polling;

/// <summary>An entry that has not been taken in as it is, as an article.</summary>
/// <param name="Entry">Names the entry among the feed's <see cref="SeenEntries"/>.</param>
internal sealed record NewArticle(string Entry, Article Article, string Text)
{
    /// <summary>The entry's link as the feed gives it: the canonical one need not answer. Null where it gives none.</summary>
    public string? Page { get; init; }
}

/// <summary>From a feed's document to the articles that are new in it. Pure.</summary>
/// <param name="Edited">Entries that were taken in and have changed since; whether their words have is seen at the article.</param>
/// <param name="Entries">All entries of the document.</param>
/// <param name="LinksRepeat">Whether entries of it share a link.</param>
internal sealed record NewArticles(IReadOnlyList<NewArticle> New, IReadOnlyList<NewArticle> Edited, IReadOnlyList<SeenEntry> Entries, bool LinksRepeat)
{
    // Older than the web: a date a publisher's clock made up.
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A headline that is longer is a text in the wrong place.
    private const int LongestTitle = 500;

    public static NewArticles Of(Feed feed, FeedDocument document, DateTimeOffset now)
    {
        var entries = document.Entries.Select(entry => (Entry: entry, Link: entry.Link is { } link ? CanonicalUrl.Of(link) : null)).ToList();
        var linksRepeat = feed.LinksRepeat || entries.Where(entry => entry.Link is not null)
            .GroupBy(entry => entry.Link, StringComparer.Ordinal)
            .Any(same => same.Select(entry => entry.Entry.Id).Distinct(StringComparer.Ordinal).Count() > 1);
        var outlet = feed.Title.Length > 0 ? feed.Title : document.Title;
        var all = new Dictionary<string, SeenEntry>(StringComparer.Ordinal);
        var found = new Dictionary<string, NewArticle>(StringComparer.Ordinal);
        var edited = new Dictionary<string, NewArticle>(StringComparer.Ordinal);
        foreach (var (entry, link) in entries)
        {
            // Where a document has two entries of one name, the first is the one: else each poll would find the other an edit.
            var name = NameOf(entry, link);
            var seen = new SeenEntry(name, ContentOf(entry));
            if (!all.TryAdd(name, seen) || feed.Seen.Contains(seen))
                continue;
            var text = TextOf(entry);
            var id = IdOf(feed.Id, entry, link, name, linksRepeat);
            var published = entry.Published ?? entry.Updated;
            var article = new Article(
                id,
                feed.Id,
                outlet.Length > 0 ? outlet : feed.Url,
                entry.Title.Length <= LongestTitle ? entry.Title : entry.Title[..LongestTitle],
                link is null ? null : entry.Link!.Trim(), // the canonical form is a name; readers get the address that answers
                published is not { } date || date < Earliest ? null : date > now ? now : date.ToUniversalTime(),
                now,
                entry.Language ?? document.Language,
                TextSketch.Of(text.Length > 0 ? text : entry.Title).ToString(),
                Quiet: feed.FirstSuccess is null)
            {
                Version = ArticleVersion.Of(entry.Title, text),
                Revised = entry.Updated is { } updated && updated > Earliest && updated <= now ? updated.ToUniversalTime() : null,
            };
            if (feed.Seen.ContainsName(name))
                edited.TryAdd(id, new(name, article, text) { Page = entry.Link });
            else
                found.TryAdd(id, new(name, article with { Revised = null }, text) { Page = entry.Link });
        }

        return new([.. found.Values], [.. edited.Where(edit => !found.ContainsKey(edit.Key)).Select(edit => edit.Value)], [.. all.Values], linksRepeat);
    }

    /// <summary>What is published, markup and all: cheap to tell that nothing changed.</summary>
    private static string ContentOf(FeedEntry entry) =>
        string.Join('\n', entry.Contents.Append(entry.Summary).OfType<FeedContent>().Select(content => content.Value).Prepend(entry.Title));

    private static string IdOf(string feedId, FeedEntry entry, string? link, string name, bool linksRepeat) =>
        link is not null && (entry.Id is null || !linksRepeat) ? Ids.Article(link) : Ids.Article(feedId, entry.Id ?? name);

    // Guid and link name an entry; without both, what it says.
    private static string NameOf(FeedEntry entry, string? link) =>
        entry.Id is null && link is null ? $"{entry.Title}\n{entry.Published:O}\n{entry.Summary?.Value}" : $"{entry.Id}\n{link}";

    private static string TextOf(FeedEntry entry)
    {
        var best = "";
        foreach (var content in entry.Contents.Append(entry.Summary).OfType<FeedContent>())
        {
            var text = content.IsMarkup ? HtmlText.FromHtml(content.Value) : content.Value;
            if (text.Length > best.Length)
                best = text;
        }

        return best;
    }
}
