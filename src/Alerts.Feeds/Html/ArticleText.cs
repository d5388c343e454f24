using SmartReader;

namespace Alerts.Feeds.Html;

/// <summary>The article on a web page, without what surrounds it.</summary>
/// <param name="Title">Plain text; empty when the page names none.</param>
/// <param name="Text">Plain text as <see cref="HtmlText"/> makes it.</param>
/// <param name="Published">Null when the page does not say.</param>
/// <param name="Language">A language tag as the page declares it; null when it does not.</param>
public sealed record ArticleText(string Title, string Text, DateTimeOffset? Published, string? Language)
{
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
