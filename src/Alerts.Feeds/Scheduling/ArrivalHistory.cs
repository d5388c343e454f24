using System.Globalization;

namespace Alerts.Feeds.Scheduling;

/// <summary>
/// When a feed has brought something: fading counts by hour of the day, day of the week and five minutes of the hour (UTC),
/// and the latest arrivals themselves. Immutable; <see cref="ToString"/> gives under 1 KiB of text that <see cref="Parse"/> reads back.
/// </summary>
public sealed class ArrivalHistory
{
    internal const int Hours = 24;
    internal const int Days = 7;
    internal const int Slots = 12;

    /// <summary>How many of the latest arrivals are kept one by one.</summary>
    internal const int MaxRecent = 16;

    /// <summary>After this long an arrival counts half.</summary>
    internal static readonly TimeSpan HalfLife = TimeSpan.FromDays(14);

    private const int Version = 1;

    private readonly double[] counts;

    private ArrivalHistory(DateTimeOffset? since, DateTimeOffset asOf, double[] counts, IReadOnlyList<DateTimeOffset> recent)
    {
        Since = since;
        AsOf = asOf;
        this.counts = counts;
        Recent = recent;
    }

    /// <summary>Nothing is known yet.</summary>
    public static ArrivalHistory Empty { get; } = new(null, DateTimeOffset.UnixEpoch, new double[Hours + Days + Slots], []);

    /// <summary>From when on the feed is known; null when nothing is.</summary>
    public DateTimeOffset? Since { get; }

    /// <summary>The latest arrivals, oldest first, to the second.</summary>
    public IReadOnlyList<DateTimeOffset> Recent { get; }

    /// <summary>The time to which the counts have faded.</summary>
    internal DateTimeOffset AsOf { get; }

    internal ReadOnlySpan<double> HourCounts => counts.AsSpan(0, Hours);

    internal ReadOnlySpan<double> DayCounts => counts.AsSpan(Hours, Days);

    internal ReadOnlySpan<double> SlotCounts => counts.AsSpan(Hours + Days, Slots);

    /// <summary>The history after a poll.</summary>
    /// <param name="published">
    /// When the entries that were new to us were published; for an entry without a date, or with one in the future, pass
    /// <paramref name="now"/>. Before the first poll all dates count; later, what claims to be older than the poll before
    /// last counts as having come between then and now, since that is when it came into the feed.
    /// </param>
    /// <param name="previousPoll">When the feed was polled before with success; null for the first time.</param>
    /// <param name="now">When the poll ended.</param>
    public ArrivalHistory With(IEnumerable<DateTimeOffset> published, DateTimeOffset? previousPoll, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(published);
        var earliest = previousPoll ?? now - (4 * HalfLife);
        var arrivals = published
            .Where(time => previousPoll is not null || time >= earliest)
            .Select(time => Truncate(time > now ? now : time < earliest ? earliest : time))
            .Order()
            .ToList();

        var since = Since ?? (arrivals.Count > 0 ? arrivals[0] : now);
        var faded = (double[])counts.Clone();
        var factor = Fading(now - AsOf);
        for (var i = 0; i < faded.Length; i++)
            faded[i] *= factor;
        foreach (var time in arrivals)
        {
            var weight = Fading(now - time);
            faded[time.Hour] += weight;
            faded[Hours + (int)time.DayOfWeek] += weight;
            faded[Hours + Days + (time.Minute / 5)] += weight;
        }
        return new ArrivalHistory(Truncate(since), Truncate(now), faded, [.. Recent.Concat(arrivals).Order().TakeLast(MaxRecent)]);
    }

    /// <summary>
    /// When the feed fell silent against its own habit: its latest arrival, once that is four days past and three times as
    /// long ago as the longest of the latest gaps. Null while it keeps its habit, or has shown none (fewer than five arrivals).
    /// </summary>
    public DateTimeOffset? SilentSince(DateTimeOffset now)
    {
        const int Enough = 5;
        if (Recent.Count < Enough)
            return null;
        var longest = TimeSpan.FromDays(4) / 3;
        for (var i = 1; i < Recent.Count; i++)
        {
            if (Recent[i] - Recent[i - 1] > longest)
                longest = Recent[i] - Recent[i - 1];
        }
        return now - Recent[^1] >= 3 * longest ? Recent[^1] : null;
    }

    /// <summary>The text that <see cref="Parse"/> reads back, to three decimals.</summary>
    public override string ToString() => Since is not { } since
        ? ""
        : string.Join('|',
            Version.ToString(CultureInfo.InvariantCulture),
            Seconds(since),
            Seconds(AsOf),
            string.Join(' ', counts.Select(count => Math.Round(count, 3).ToString(CultureInfo.InvariantCulture))),
            string.Join(' ', Recent.Select(Seconds)));

    /// <summary>Reads what <see cref="ToString"/> gave. Anything else is taken as <see cref="Empty"/>: a feed can always be learned anew.</summary>
    public static ArrivalHistory Parse(string? text)
    {
        var parts = (text ?? "").Split('|');
        if (parts.Length != 5 || parts[0] != Version.ToString(CultureInfo.InvariantCulture)
            || Time(parts[1]) is not { } since || Time(parts[2]) is not { } asOf)
        {
            return Empty;
        }
        var counts = Words(parts[3]).Select(Count).ToArray();
        var recent = Words(parts[4]).Select(Time).ToArray();
        return counts.Length == Hours + Days + Slots && counts.All(count => count >= 0 && double.IsFinite(count)) && recent.All(time => time is not null)
            ? new ArrivalHistory(since, asOf, counts, [.. recent.OfType<DateTimeOffset>()])
            : Empty;
    }

    /// <summary>What an arrival weighs after a time.</summary>
    internal static double Fading(TimeSpan passed) => passed <= TimeSpan.Zero ? 1 : Math.Pow(0.5, passed / HalfLife);

    private static DateTimeOffset Truncate(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static double Count(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) ? count : -1;

    private static DateTimeOffset? Time(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
