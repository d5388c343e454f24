using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MimeKit;

namespace Alerts.Local.Outbox;

/// <summary>The local pages on which the outbox is read. A mail's HTML is shown in a frame that may run nothing and send nothing.</summary>
internal static class OutboxPages
{
    private const int MostListed = 200;

    private const string FramePolicy =
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private const string PagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    private const string Style =
        """
        :root{color-scheme:light dark;--line:light-dark(#d5d9de,#3a4048);--soft:light-dark(#5b6470,#a3adba);--link:light-dark(#0b57a4,#8ec1ff)}
        body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:light-dark(#1b1f24,#e8ebef);background:light-dark(#fff,#15181c)}
        a{color:var(--link)}h1{font-size:1.4rem;line-height:1.25;overflow-wrap:anywhere}ol{list-style:none;padding:0}li{border-top:1px solid var(--line);padding:.6rem 0}
        .soft,dt{color:var(--soft)}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;font-size:.9rem}dd{margin:0;overflow-wrap:anywhere}
        iframe{width:100%;height:70vh;border:1px solid var(--line);background:#fff}pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);padding:1rem}
        """;

    internal static void Map(IEndpointRouteBuilder routes, OutboxFolder outbox)
    {
        routes.MapGet("/outbox", async (CancellationToken cancellation) => Page("Outbox", List(await outbox.NewestAsync(MostListed, cancellation))));
        routes.MapGet("/outbox/{name}", async (string name, CancellationToken cancellation) =>
            await outbox.FindAsync(name, cancellation) is { } mail ? Page(mail.Subject ?? "", Mail(name, mail)) : Missing());
        routes.MapGet("/outbox/{name}/html", async (string name, HttpResponse response, CancellationToken cancellation) =>
        {
            if ((await outbox.FindAsync(name, cancellation))?.HtmlBody is not { } html)
                return Missing();

            response.Headers.ContentSecurityPolicy = FramePolicy;
            response.Headers.XContentTypeOptions = "nosniff";

            // Links open beside the page, not inside the frame.
            return Results.Content("<base target=\"_blank\">" + html, "text/html; charset=utf-8");
        });
    }

    private static PageResult Missing() => Page("No such mail", "<p>The outbox holds no mail of that name. <a href=\"/outbox\">All mails</a></p>", 404);

    private static string List(IReadOnlyList<OutboxMail> mails)
    {
        if (mails.Count == 0)
            return "<p>No mail yet.</p>";

        var html = new StringBuilder("<ol>");
        foreach (var mail in mails)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"/outbox/{Uri.EscapeDataString(mail.Name)}\">{Encode(mail.Subject)}</a><br>")
                .Append(CultureInfo.InvariantCulture, $"<span class=\"soft\">{Encode(mail.To)}, {mail.Date.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC</span></li>");
        }

        return html.Append("</ol>").ToString();
    }

    private static string Mail(string name, MimeMessage mail)
    {
        var html = new StringBuilder("<p><a href=\"/outbox\">All mails</a></p><dl>");
        foreach (var header in mail.Headers)
            html.Append(CultureInfo.InvariantCulture, $"<dt>{Encode(header.Field)}</dt><dd>{Encode(header.Value)}</dd>");
        html.Append("</dl>");
        if (mail.HtmlBody is not null)
        {
            html.Append("<h2>As HTML</h2>")
                .Append(CultureInfo.InvariantCulture, $"<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\" title=\"The mail as HTML\" src=\"/outbox/{Uri.EscapeDataString(name)}/html\"></iframe>");
        }

        return mail.TextBody is { } text ? html.Append(CultureInfo.InvariantCulture, $"<h2>As text</h2><pre>{Encode(text)}</pre>").ToString() : html.ToString();
    }

    private static PageResult Page(string title, string body, int status = 200) => new(
        $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{Encode(title)}</title><style>{Style}</style></head>
        <body><h1>{Encode(title)}</h1>{body}</body></html>
        """,
        status);

    private static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");

    private sealed class PageResult(string html, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "text/html; charset=utf-8";
            httpContext.Response.Headers.ContentSecurityPolicy = PagePolicy;
            httpContext.Response.Headers.XContentTypeOptions = "nosniff";
            return httpContext.Response.WriteAsync(html, httpContext.RequestAborted);
        }
    }
}
