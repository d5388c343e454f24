using System.Globalization;
using System.Text.RegularExpressions;
using Alerts.Feeds;

namespace Alerts.Evaluation.Feeds;

/// <summary>Finds a case's path in a document: a string, a number, a date, a content; null when there is nothing.</summary>
internal static partial class FeedPath
{
    public static object? Find(FeedDocument feed, string path)
    {
        var match = EntryPath().Match(path);
        if (path == "entries.length")
            return feed.Entries.Count;
        if (match.Success)
        {
            var index = int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture);
            return index < feed.Entries.Count ? Of(feed.Entries[index], match.Groups["rest"].Value) : null;
        }
        return path switch
        {
            "encoding" => feed.Charset,
            "version" => Version(feed),
            "wellformed" => feed.Repairs.Count == 0,
            _ when path.StartsWith("feed.", StringComparison.Ordinal) => Of(feed, path["feed.".Length..]),
            _ => null,
        };
    }

    private static object? Of(FeedDocument feed, string path) => path switch
    {
        "title" => feed.Title,
        "subtitle" => feed.Subtitle,
        "link" => feed.Link,
        "id" => feed.Id,
        "published" => feed.Published,
        "updated" => feed.Updated,
        "language" => feed.Language,
        "rights" => feed.Rights,
        "generator" => feed.Generator,
        "image.href" or "logo" or "icon" => feed.Image,
        "ttl" => feed.TimeToLive?.TotalMinutes.ToString(CultureInfo.InvariantCulture),
        "authorText" => feed.Authors.Count > 0 ? feed.Authors[0].ToString() : null,
        "tags.length" => feed.Categories.Count,
        "links.length" => feed.Links.Count,
        "title.type" or "title.base" or "title.language" => Part(feed.TitleContent, path),
        "subtitle.type" or "subtitle.base" or "subtitle.language" => Part(feed.Subtitle, path),
        _ => Item(path, feed.Authors, feed.Contributors, feed.Categories, feed.Links),
    };

    private static object? Of(FeedEntry entry, string path) => path switch
    {
        "title" => entry.Title,
        "summary" => entry.Summary,
        "link" => entry.Link,
        "id" => entry.Id,
        "published" => entry.Published,
        "updated" => entry.Updated,
        "language" => entry.Language,
        "rights" => entry.Rights,
        "comments" => entry.CommentsLink,
        "image.href" => entry.Image,
        "guidIsLink" => entry.IdIsLink,
        "authorText" => entry.Authors.Count > 0 ? entry.Authors[0].ToString() : null,
        "tags.length" => entry.Categories.Count,
        "links.length" => entry.Links.Count,
        "source.title" => entry.Origin?.Title,
        "source.link" or "source.href" => entry.Origin?.Link,
        "source.id" => entry.Origin?.Id,
        "title.type" or "title.base" or "title.language" => Part(entry.TitleContent, path),
        "summary.type" or "summary.base" or "summary.language" => Part(entry.Summary, path),
        _ => Content(entry, path) ?? Item(path, entry.Authors, entry.Contributors, entry.Categories, entry.Links),
    };

    private static object? Content(FeedEntry entry, string path)
    {
        var match = ListPath().Match(path);
        if (!match.Success)
            return null;
        var index = int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture);
        return match.Groups["list"].Value switch
        {
            "content" when index < entry.Contents.Count => match.Groups["member"].Value is { Length: > 0 } member
                ? Part(entry.Contents[index], member) : entry.Contents[index],
            "enclosures" when index < entry.Enclosures.Count => match.Groups["member"].Value switch
            {
                "href" => entry.Enclosures[index].Url,
                "type" => entry.Enclosures[index].Type,
                _ => entry.Enclosures[index].Length,
            },
            _ => null,
        };
    }

    private static string? Item(
        string path, IReadOnlyList<FeedPerson> authors, IReadOnlyList<FeedPerson> contributors, IReadOnlyList<FeedCategory> categories,
        IReadOnlyList<FeedLink> links)
    {
        var match = ListPath().Match(path);
        if (!match.Success)
            return null;
        var index = int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture);
        var member = match.Groups["member"].Value;
        return match.Groups["list"].Value switch
        {
            "authors" when index < authors.Count => Member(authors[index], member),
            "contributors" when index < contributors.Count => Member(contributors[index], member),
            "tags" when index < categories.Count => member switch
            {
                "term" => categories[index].Term,
                "scheme" => categories[index].Scheme,
                _ => categories[index].Label,
            },
            "links" when index < links.Count => member switch
            {
                "href" => links[index].Href,
                "rel" => links[index].Rel,
                "type" => links[index].Type,
                "title" => links[index].Title,
                "hreflang" => links[index].Language,
                _ => links[index].Length,
            },
            _ => null,
        };
    }

    private static string? Member(FeedPerson person, string member) => member switch
    {
        "name" => person.Name,
        "email" => person.Email,
        _ => person.Url,
    };

    private static string? Part(FeedContent? content, string path) => path[(path.LastIndexOf('.') + 1)..] switch
    {
        "type" => content?.Type,
        "base" => content?.Base,
        "language" => content?.Language,
        _ => content?.Source,
    };

    private static string? Version(FeedDocument feed) => feed.Format switch
    {
        FeedFormat.Rss => "rss" + feed.Version?.Replace(".", "", StringComparison.Ordinal),
        FeedFormat.Atom => feed.Version == "0.3" ? "atom03" : "atom10",
        FeedFormat.Cdf => "cdf",
        FeedFormat.Json => "json" + feed.Version?.Replace(".", "", StringComparison.Ordinal),
        _ => "rss10",
    };

    [GeneratedRegex(@"^entries\[(?<index>\d+)\]\.(?<rest>.+)$")]
    private static partial Regex EntryPath();

    [GeneratedRegex(@"^(?<list>\w+)\[(?<index>\d+)\](\.(?<member>\w+))?$")]
    private static partial Regex ListPath();
}
