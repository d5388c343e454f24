using Ganss.Xss;

namespace Alerts.Feeds.Html;

/// <summary>HTML from feeds made safe to show on our pages and in our mails.</summary>
public static class HtmlSafe
{
    /// <summary>
    /// <paramref name="html"/> without scripts, event handlers, styles that move or load, frames, plug-ins and unknown schemes.
    /// References are resolved against <paramref name="baseUrl"/> where it is not null.
    /// </summary>
    public static string Sanitize(string html, string? baseUrl) => new HtmlSanitizer().Sanitize(html, baseUrl ?? "");
}
