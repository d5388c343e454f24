using System.Text.Json;
using Alerts.Feeds.Charsets;
using Alerts.Feeds.Dates;

namespace Alerts.Feeds.Reading;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org), with the field types that occur beside the specified ones.</summary>
internal static class JsonFeedReader
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 64,
    };

    /// <exception cref="FeedFormatException">Broken JSON, or JSON that is no feed.</exception>
    public static FeedDocument Read(DecodedBody body, FeedSource source)
    {
        try
        {
            using var json = JsonDocument.Parse(body.Utf8, Options);
            return Document(json.RootElement, body.Charset, source);
        }
        catch (JsonException broken)
        {
            throw new FeedFormatException(
                $"The body is broken JSON at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}; the publisher has to mend it.");
        }
        catch (InvalidOperationException)
        {
            throw new FeedFormatException("The body is JSON with text that is no Unicode; the publisher has to mend it.");
        }
    }

    private static FeedDocument Document(JsonElement root, string charset, FeedSource source)
    {
        var version = Text(root, "version");
        if (version?.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase) != true && Array(root, "items") is null)
            throw new FeedFormatException("The body is JSON, but no JSON Feed: it has neither version nor items; check the feed's address.");
        var baseUrl = Text(root, "feed_url") is { } self && UrlText.IsAbsolute(self) ? self : source.BaseUrl?.AbsoluteUri;
        var links = new List<FeedLink>();
        if (Url(root, "home_page_url", baseUrl) is { } home)
            links.Add(new FeedLink(home));
        if (Url(root, "feed_url", baseUrl) is { } feedUrl)
            links.Add(new FeedLink(feedUrl, "self", "application/feed+json"));
        var hub = Array(root, "hubs")?.Select(element => Text(element, "url")).FirstOrDefault(url => url is not null);
        var language = Text(root, "language");
        return new FeedDocument
        {
            Format = FeedFormat.Json,
            Version = version?[(version.LastIndexOf('/') + 1)..],
            Charset = charset,
            Title = Html.HtmlText.Collapse(Text(root, "title")),
            TitleContent = Text(root, "title") is { } title ? new FeedContent(title, FeedContent.Plain, baseUrl, language) : null,
            Subtitle = Text(root, "description") is { } description ? new FeedContent(description, FeedContent.Plain, baseUrl, language) : null,
            Link = Url(root, "home_page_url", baseUrl),
            Id = Text(root, "feed_url"),
            Authors = Authors(root),
            Links = links,
            Language = language,
            Image = Url(root, "icon", baseUrl) ?? Url(root, "favicon", baseUrl),
            Hub = hub,
            Self = Url(root, "feed_url", baseUrl),
            Entries = Array(root, "items")?.Where(item => item.ValueKind == JsonValueKind.Object).Select(item => Entry(item, baseUrl, language)).ToArray() ?? [],
        };
    }

    private static FeedEntry Entry(JsonElement item, string? baseUrl, string? feedLanguage)
    {
        var language = Text(item, "language") ?? feedLanguage;
        var link = Url(item, "url", baseUrl) ?? Url(item, "external_url", baseUrl);
        var contents = new List<FeedContent>();
        if (Text(item, "content_html") is { } html)
            contents.Add(new FeedContent(html, FeedContent.Html, link ?? baseUrl, language));
        if (Text(item, "content_text") is { } text)
            contents.Add(new FeedContent(text, FeedContent.Plain, link ?? baseUrl, language));
        return new FeedEntry
        {
            Title = Html.HtmlText.Collapse(Text(item, "title")),
            TitleContent = Text(item, "title") is { } title ? new FeedContent(title, FeedContent.Plain, baseUrl, language) : null,
            Link = link,
            Id = Text(item, "id") ?? link,
            Summary = Text(item, "summary") is { } summary ? new FeedContent(summary, FeedContent.Plain, baseUrl, language) : contents.FirstOrDefault(),
            Contents = contents,
            Published = FeedDate.Parse(Text(item, "date_published")) ?? FeedDate.Parse(Text(item, "date_modified")),
            Updated = FeedDate.Parse(Text(item, "date_modified")),
            Authors = Authors(item),
            Categories = Array(item, "tags")?.Select(String).OfType<string>().Select(tag => new FeedCategory(tag)).ToArray() ?? [],
            Enclosures = Array(item, "attachments")?.Select(element => Attachment(element, baseUrl)).OfType<Enclosure>().ToArray() ?? [],
            Links = link is null ? [] : [new FeedLink(link)],
            Language = language,
            Image = Url(item, "image", baseUrl) ?? Url(item, "banner_image", baseUrl),
        };
    }

    private static FeedPerson[] Authors(JsonElement element)
    {
        var list = Array(element, "authors")?.ToList() ?? [];
        if (list.Count == 0 && element.TryGetProperty("author", out var single))
            list.Add(single);
        return [.. list.Select(Person).OfType<FeedPerson>()];
    }

    private static FeedPerson? Person(JsonElement author)
    {
        if (String(author) is { } line)
            return PersonText.Parse(line);
        var (name, url) = (Text(author, "name"), Text(author, "url"));
        if (name is null && url is null)
            return null;
        return url?.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) == true
            ? new FeedPerson(name, url["mailto:".Length..])
            : new FeedPerson(name, null, url);
    }

    private static Enclosure? Attachment(JsonElement element, string? baseUrl)
    {
        if (Url(element, "url", baseUrl) is not { } url)
            return null;
        return new Enclosure(url, Text(element, "mime_type"), Text(element, "size_in_bytes"));
    }

    private static JsonElement.ArrayEnumerator? Array(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray() : null;

    private static string? Url(JsonElement element, string name, string? baseUrl) =>
        Text(element, name) is { } url ? UrlText.Resolve(url, baseUrl) : null;

    /// <summary>A string or number member as text, trimmed; null when it is missing, empty or of another kind.</summary>
    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? String(value) : null;

    private static string? String(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()?.Trim() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
