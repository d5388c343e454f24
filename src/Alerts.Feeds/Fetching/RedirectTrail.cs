namespace Alerts.Feeds.Fetching;

/// <summary>The hops of one fetch.</summary>
internal sealed class RedirectTrail
{
    private readonly Uri start;
    private readonly int maxRedirects;
    private readonly HashSet<string> seen;

    internal RedirectTrail(Uri start, int maxRedirects)
    {
        this.start = start;
        this.maxRedirects = maxRedirects;
        Current = start;
        seen = new HashSet<string>(StringComparer.Ordinal) { UrlRule.Show(start) };
    }

    /// <summary>The URL to ask now.</summary>
    internal Uri Current { get; private set; }

    /// <summary>How many redirects were followed.</summary>
    internal int Hops { get; private set; }

    /// <summary>No hop was a temporary one, nor one from https down to http, which anyone on the way could have forged.</summary>
    internal bool AllPermanent { get; private set; } = true;

    /// <summary>Where the feed has moved to for good; null when it has not.</summary>
    internal Uri? Permanent => Hops > 0 && AllPermanent ? Current : null;

    /// <summary>Takes a redirect.</summary>
    /// <returns>Null when it can be followed, otherwise why it cannot.</returns>
    internal Failed? Follow(int status, string location)
    {
        if (!Uri.TryCreate(Current, location, out var next))
            return new Failed(status, $"{UrlRule.Show(Current)} redirects to \"{Shorten(location)}\", which is no URL.", IsPermanent: false);
        if (UrlRule.Refusal(next) is { } refusal)
            return new Failed(status, $"{UrlRule.Show(Current)} redirects to {UrlRule.Show(next)}, which {refusal}.", IsPermanent: false);
        if (Hops == maxRedirects)
            return new Failed(status, $"{UrlRule.Show(start)} redirects more than {maxRedirects} times.", IsPermanent: false);
        if (!seen.Add(UrlRule.Show(next)))
            return new Failed(status, $"{UrlRule.Show(start)} redirects in a circle, back to {UrlRule.Show(next)}.", IsPermanent: false);
        var downgraded = Current.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp;
        AllPermanent &= status is 301 or 308 && !downgraded;
        Current = next;
        Hops++;
        return null;
    }

    private static string Shorten(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
