namespace Alerts.Feeds.Reading;

/// <summary>References as feeds write them.</summary>
internal static class UrlText
{
    /// <summary>What is longer is no address but a way to make every link below it cost as much.</summary>
    private const int LongestBase = 4096;

    /// <summary>
    /// <paramref name="reference"/> against <paramref name="baseUrl"/>; as written when it is absolute already, when no base is known, or
    /// when the two make no address.
    /// </summary>
    public static string Resolve(string reference, string? baseUrl)
    {
        if (baseUrl is null || IsAbsolute(reference))
            return reference;
        return Uri.TryCreate(baseUrl, UriKind.Absolute, out var root) && Uri.TryCreate(root, reference, out var resolved)
            ? resolved.AbsoluteUri
            : reference;
    }

    /// <summary>
    /// The base that <paramref name="inner"/>, an xml:base or Content-Location, makes inside <paramref name="outer"/>; the outer one where
    /// the two make no web address.
    /// </summary>
    public static string? Base(string? outer, string inner)
    {
        if (inner.Length is 0 or > LongestBase)
            return outer;
        var resolved = Resolve(inner, outer);
        return Uri.TryCreate(resolved, UriKind.Absolute, out var address) && resolved.Length <= LongestBase && (address.Scheme is "http" or "https") ? resolved : outer;
    }

    /// <summary>Whether the text begins with a scheme (RFC 3986, 3.1).</summary>
    public static bool IsAbsolute(string reference)
    {
        var colon = reference.AsSpan().IndexOfAny(":/?#");
        if (colon <= 0 || reference[colon] != ':' || !char.IsAsciiLetter(reference[0]))
            return false;
        foreach (var c in reference.AsSpan(0, colon))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
                return false;
        }
        return true;
    }
}
