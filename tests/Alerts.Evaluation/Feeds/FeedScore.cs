using System.Text;
using System.Text.Json;
using Alerts.Feeds;
using Alerts.Feeds.Html;

namespace Alerts.Evaluation.Feeds;

/// <summary>Reads a case's feed and holds it against the case's assertions.</summary>
internal static class FeedScore
{
    /// <summary>Null when the body was refused.</summary>
    public static FeedDocument? Read(FeedCase feedCase, DirectoryInfo folder)
    {
        var body = File.ReadAllBytes(Path.Combine(folder.FullName, feedCase.File));
        var source = feedCase.Feed_as switch
        {
            "http" => new FeedSource(
                feedCase.Url is { } url ? new Uri(url) : null,
                Header(feedCase, "Content-Type"),
                Header(feedCase, "Content-Location"),
                Header(feedCase, "Content-Language")),
            "text" => new FeedSource(ContentType: "text/xml; charset=utf-8"),
            _ => FeedSource.Unknown,
        };
        if (feedCase.Feed_as == "text")
            body = Decoded(body);
        return FeedReader.TryRead(body, source, out _);
    }

    /// <summary>Whether the assertion holds, and what was found instead.</summary>
    public static (bool Passed, string? Found) Check(FeedDocument? feed, FeedCase feedCase, FeedAssertion assertion)
    {
        var found = feed is null ? null : FeedPath.Find(feed, assertion.Path);
        if (found is DateTimeOffset or null && assertion.AllowsEitherDate && feed is not null)
        {
            var other = assertion.Path.Replace("published", "updated", StringComparison.Ordinal);
            found ??= FeedPath.Find(feed, other == assertion.Path ? assertion.Path.Replace("updated", "published", StringComparison.Ordinal) : other);
        }
        var text = Text(found, assertion.IsMarkup, feedCase.Needs.Contains("sanitize-html"));
        if (assertion.Op == "absent")
            return (string.IsNullOrEmpty(text), text);
        var expected = Expected(assertion);
        if (assertion.Op == "eq-trim")
            expected = expected?.Trim();
        return ((text ?? "") == (expected ?? ""), text);
    }

    private static string? Expected(FeedAssertion assertion)
    {
        var value = assertion.Value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => assertion.Value.GetString(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => assertion.Value.GetRawText(),
        };
        if (!assertion.IsMarkup || value is null)
            return value;
        return assertion.Text is { } visible ? VisibleText.Collapse(visible) : VisibleText.Of(value);
    }

    private static string? Text(object? found, bool visible, bool safe) => found switch
    {
        null => null,
        DateTimeOffset date => date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        FeedContent { IsMarkup: true } content when visible => VisibleText.Of(HtmlSafe.Sanitize(content.Value, content.Base)),
        FeedContent { IsMarkup: true } content when safe => HtmlSafe.Sanitize(content.Value, content.Base),
        FeedContent content => visible ? VisibleText.Collapse(content.Value) : content.Value,
        string text => visible ? VisibleText.Collapse(text) : text,
        var other => other.ToString(),
    };

    private static string? Header(FeedCase feedCase, string name) =>
        feedCase.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static byte[] Decoded(byte[] body)
    {
        using var reader = new StreamReader(new MemoryStream(body), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd());
    }
}
