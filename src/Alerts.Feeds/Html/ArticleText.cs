using System.Text;
using Alerts.Feeds.Charsets;
using SmartReader;

namespace Alerts.Feeds.Html;

/// <summary>The article on a web page, without what surrounds it.</summary>
/// <param name="Title">Plain text; empty when the page names none.</param>
/// <param name="Text">Plain text as <see cref="HtmlText"/> makes it.</param>
/// <param name="Published">Null when the page does not say.</param>
/// <param name="Language">A language tag as the page declares it; null when it does not.</param>
public sealed record ArticleText(string Title, string Text, DateTimeOffset? Published, string? Language)
{
    /// <summary>The largest page that is read, in bytes: what weighs more is no text.</summary>
    public const int MaxBytes = 3 * 1024 * 1024;

    /// <summary>As below, for a page as it was fetched; null also where it is larger than <see cref="MaxBytes"/> or nests as no page does.</summary>
    /// <param name="contentType">The Content-Type field; null when absent.</param>
    public static ArticleText? FromPage(ReadOnlyMemory<byte> body, string? contentType, Uri url)
    {
        if (body.Length > MaxBytes)
            return null;
        var html = Encoding.UTF8.GetString(BodyDecoder.Decode(body, contentType).Utf8.Span);
        return HtmlTree.Parse(html) is null ? null : FromPage(html, url);
    }

    /// <summary>The article found in <paramref name="html"/>, or null when the page holds none that can be told apart.</summary>
    /// <param name="url">The absolute address of the page.</param>
    public static ArticleText? FromPage(string html, Uri url)
    {
        using var reader = new Reader(url.AbsoluteUri, html);
        var article = reader.GetArticle();
        if (!article.IsReadable || article.Content is not { Length: > 0 } content)
            return null;
        DateTimeOffset? published = article.PublicationDate is { } date ? new DateTimeOffset(date.ToUniversalTime()) : null;
        return new ArticleText(HtmlText.Collapse(article.Title), HtmlText.FromHtml(content), published, article.Language is { Length: > 0 } tag ? tag : null);
    }
}
