using Alerts.Feeds.Html;

namespace Alerts.Tests.Feeds;

public class ArticleTextTests
{
    private static readonly Uri Address = new("https://courier.example/news/harbour");

    [Fact]
    public void The_article_is_told_from_what_surrounds_it()
    {
        var paragraphs = string.Concat(Enumerable.Range(1, 8).Select(number =>
            $"<p>In its sitting number {number} the council spoke about the new harbour wall, its price, and the years the work would take, and then put off the vote.</p>"));

        var article = ArticleText.FromPage(
            $"""
            <html lang="en"><head><title>Council puts off the harbour vote</title></head><body>
            <nav><a href="/">Front page</a> <a href="/sport">Sport</a></nav>
            <article><h1>Council puts off the harbour vote</h1>{paragraphs}</article>
            <footer>All rights are with the Courier</footer></body></html>
            """,
            Address);

        Assert.NotNull(article);
        Assert.Equal("Council puts off the harbour vote", article.Title);
        Assert.Equal("en", article.Language);
        Assert.Contains("sitting number 1 the council", article.Text, StringComparison.Ordinal);
        Assert.Contains("sitting number 8 the council", article.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sport", article.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("rights", article.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body><nav><a href='/'>Front page</a></nav></body></html>")]
    public void A_page_without_an_article_has_none(string html) => Assert.Null(ArticleText.FromPage(html, Address));
}
