using System.Globalization;

namespace Alerts.Feeds.Fetching;

/// <summary>The Retry-After field (RFC 9110 section 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>How long to wait from <paramref name="now"/>: from seconds or from a date, zero for a date that is over; null when absent or unreadable.</summary>
    internal static TimeSpan? Read(string? text, DateTimeOffset now)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        if (!text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return TimeSpan.FromSeconds(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : int.MaxValue);
        if (HttpDate.Parse(text) is not { } date)
            return null;
        return date > now ? date - now : TimeSpan.Zero;
    }
}
