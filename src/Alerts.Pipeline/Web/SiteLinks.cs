using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Web;

/// <summary>Makes every absolute link of pages, mails and feeds from the setting PublicBaseUrl, never from a request's Host header, which a stranger writes.</summary>
public sealed class SiteLinks(IOptions<SiteOptions> options)
{
    private readonly string root = options.Value.PublicBaseUrl.TrimEnd('/');

    /// <summary>The home page, with its slash.</summary>
    public string Home => root + "/";

    public string Subscribe => root + "/subscribe";

    /// <summary>The form that mails the link to one's own page.</summary>
    public string Manage => root + "/manage";

    public string Try => root + "/try";

    /// <summary>How the feeds fare.</summary>
    public string Feeds => root + "/feeds";

    public string Privacy => root + "/privacy";

    /// <summary>Scheme, host and port as a browser's Origin header has them.</summary>
    public string Origin => new Uri(Home).GetLeftPart(UriPartial.Authority);

    public string SubscribeTo(string topicId) => $"{root}/subscribe?topic={Uri.EscapeDataString(topicId)}";

    /// <summary>The form with an actor in it.</summary>
    public string SubscribeToActor(string actor) => $"{root}/subscribe?actors={Uri.EscapeDataString(actor)}";

    /// <summary>The form with a query in it.</summary>
    public string SubscribeToQuery(string query) => $"{root}/subscribe?query={Uri.EscapeDataString(query)}";

    public string Topic(string topicId) => $"{root}/topics/{Uri.EscapeDataString(topicId)}";

    /// <summary>A topic in another form; <paramref name="form"/> is json, rss or atom.</summary>
    public string Topic(string topicId, string form) => $"{Topic(topicId)}.{form}";

    /// <summary>A topic's page with one actor on it.</summary>
    public string TopicOf(string topicId, string actor, string? form = null) =>
        $"{(form is null ? Topic(topicId) : Topic(topicId, form))}?actor={Uri.EscapeDataString(actor)}";

    public string Actor(string actor) => $"{root}/actors/{Uri.EscapeDataString(actor)}";

    /// <summary>An actor in another form; <paramref name="form"/> is json, rss or atom.</summary>
    public string Actor(string actor, string form) => $"{Actor(actor)}.{form}";

    /// <summary>The form for a keyword query.</summary>
    public string Query() => root + "/query";

    /// <summary>What a query finds; <paramref name="form"/> is json, rss or atom, null for the page.</summary>
    public string Query(string query, string? form = null) => $"{root}/query{(form is null ? "" : "/" + form)}?q={Uri.EscapeDataString(query)}";

    public string Signal(string signalId) => $"{root}/signals/{Uri.EscapeDataString(signalId)}";

    /// <summary>Where a feed's hub delivers; the token is a secret.</summary>
    public string WebSub(string feedId, string token) => $"{root}/websub/{feedId}/{token}";

    /// <summary>Where "this alert is wrong" is sent to.</summary>
    public string Wrong(string signalId) => $"{root}/wrong/{Uri.EscapeDataString(signalId)}";

    /// <summary>A subscriber's own page.</summary>
    public string ManageWith(string token) => $"{root}/manage/{Uri.EscapeDataString(token)}";

    /// <summary>Shows a button; only its POST confirms.</summary>
    public string Confirm(string token) => $"{root}/confirm/{Uri.EscapeDataString(token)}";

    /// <summary>Shows a button; a POST unsubscribes, with or without a browser (RFC 8058).</summary>
    public string Unsubscribe(string token) => $"{root}/unsubscribe/{Uri.EscapeDataString(token)}";
}
