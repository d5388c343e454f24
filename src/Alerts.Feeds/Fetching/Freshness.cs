using System.Globalization;

namespace Alerts.Feeds.Fetching;

/// <summary>For how long an answer may be taken as fresh (RFC 9111 section 4.2), counted from its arrival.</summary>
/// <param name="MaxAge">Cache-Control max-age less the Age that the answer already had; null when absent or unreadable.</param>
/// <param name="UntilExpires">From Date (or else our clock) to Expires; null when absent or no date.</param>
public sealed record Freshness(TimeSpan? MaxAge, TimeSpan? UntilExpires)
{
    /// <summary>The answer says nothing.</summary>
    public static Freshness Unknown { get; } = new(null, null);

    /// <summary>The one that counts: max-age overrules Expires (RFC 9111 section 5.3). Never negative; null when neither is there.</summary>
    public TimeSpan? Lifetime => MaxAge ?? UntilExpires;

    /// <summary>Reads the header fields; what cannot be read is taken as absent.</summary>
    internal static Freshness Read(string? cacheControl, string? age, string? expires, string? date, DateTimeOffset now)
    {
        var maxAge = Seconds(Directive(cacheControl, "max-age"));
        if (maxAge is not null)
            maxAge = Clamp(maxAge.Value - (Seconds(age) ?? TimeSpan.Zero));
        if (HasDirective(cacheControl, "no-cache") || HasDirective(cacheControl, "no-store"))
            maxAge = TimeSpan.Zero;
        var until = HttpDate.Parse(expires) is { } end ? Clamp(end - (HttpDate.Parse(date) ?? now)) : (TimeSpan?)null;
        return maxAge is null && until is null ? Unknown : new Freshness(maxAge, until);
    }

    private static TimeSpan Clamp(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    private static TimeSpan? Seconds(string? text) =>
        text is { Length: > 0 } && !text.AsSpan().ContainsAnyExceptInRange('0', '9')
            // RFC 9111 section 1.2.2: a number too large to hold counts as the largest.
            ? TimeSpan.FromSeconds(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : int.MaxValue)
            : null;

    private static bool HasDirective(string? cacheControl, string name) => Directive(cacheControl, name) is not null;

    /// <summary>The value of a directive without its quotes, empty when it has none; null when it is absent.</summary>
    private static string? Directive(string? cacheControl, string name)
    {
        foreach (var part in (cacheControl ?? "").Split(','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? part : part[..equals];
            if (key.Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return equals < 0 ? "" : part[(equals + 1)..].Trim().Trim('"');
        }
        return null;
    }
}
