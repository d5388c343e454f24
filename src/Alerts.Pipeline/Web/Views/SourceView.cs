namespace Alerts.Pipeline.Web.Views;

/// <summary>An article that carries the finding.</summary>
/// <param name="Outlet">The feed's title.</param>
/// <param name="Title">The headline.</param>
/// <param name="Url">Where to read it; null where the feed gave no link. Only http and https are ever rendered as links.</param>
/// <param name="Published">As the feed dates it; null where it does not.</param>
/// <param name="WireCopy">The text is nearly that of an earlier source, so it counts as one with it.</param>
public sealed record SourceView(string Outlet, string Title, string? Url, DateTimeOffset? Published, bool WireCopy = false)
{
    /// <summary>Its publisher is that of an earlier source, so it counts as one with it.</summary>
    public bool SameOwner { get; init; }

    /// <summary>"same wire copy", "same publisher"; null for a source that counts.</summary>
    public string? Echo => this switch
    {
        { WireCopy: true } => "same wire copy",
        { SameOwner: true } => "same publisher",
        _ => null,
    };

    /// <summary>The link, where it is one a reader may safely follow.</summary>
    public string? SafeUrl =>
        Uri.TryCreate(Url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? uri.AbsoluteUri
            : null;
}
