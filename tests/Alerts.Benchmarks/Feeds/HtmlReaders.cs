using System.Text;
using Alerts.Feeds.Html;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace Alerts.Benchmarks.Feeds;

/// <summary>Those who make text of HTML, or safe HTML of HTML, beside the plain use of the libraries underneath.</summary>
internal static class HtmlReaders
{
    public static IReadOnlyList<Contestant> Text { get; } =
    [
        new("alerts", html => HtmlText.FromHtml(Encoding.UTF8.GetString(html))),
        new("anglesharp-textcontent", html => _ = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(html)).Body?.TextContent),
    ];

    public static IReadOnlyList<Contestant> Safe { get; } =
    [
        new("alerts", html => HtmlSafe.Sanitize(Encoding.UTF8.GetString(html), null)),
        new("htmlsanitizer-defaults", html => new HtmlSanitizer().Sanitize(Encoding.UTF8.GetString(html))),
    ];
}
