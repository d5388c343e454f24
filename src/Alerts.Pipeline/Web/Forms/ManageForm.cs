using System.Globalization;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Forms;

/// <summary>The settings form of a subscriber's own page, read against what is kept: it changes and ends what exists and adds nothing. Pure.</summary>
internal sealed record ManageForm(Preferences Preferences, string? Zone, IReadOnlyList<Subscription> Changed, IReadOnlyList<Watch> Ended, ManageFaults Faults)
{
    internal static ManageForm Read(FormBody body, IReadOnlyList<Subscription> kept)
    {
        var (watches, times, least) = (body.All("watch"), body.All("when"), body.All("least"));
        var statements = body.All("statements").ToHashSet(StringComparer.Ordinal);
        var ended = body.All("end").ToHashSet(StringComparer.Ordinal);
        var changed = new List<Subscription>();
        for (var i = 0; i < Math.Min(watches.Count, Math.Min(times.Count, least.Count)); i++)
        {
            if (kept.FirstOrDefault(one => Name(one.Watch) == watches[i]) is not { } old || ended.Contains(watches[i]))
                continue;
            var next = old with
            {
                When = Enum.TryParse<MailTime>(times[i], out var when) && Enum.IsDefined(when) ? when : old.When,
                LeastSources = Number(least[i], 1, 5) ?? old.LeastSources,
                Statements = statements.Contains(watches[i]),
            };
            if (next != old)
                changed.Add(next);
        }

        var zone = body.One("zone").Trim();
        var known = zone.Length is 0 or > 60 ? zone.Length == 0 : TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;
        var (from, to) = (Number(body.One("quiet-from"), 0, 23), Number(body.One("quiet-to"), 0, 23));
        var quiet = from is not null && to is not null && from != to;
        return new ManageForm(
            new Preferences(body.One("paused") == "1", Number(body.One("hour"), 0, 23) ?? Preferences.Default.DigestHour, quiet ? from : null, quiet ? to : null),
            zone.Length == 0 ? null : zone,
            changed,
            [.. kept.Where(one => ended.Contains(Name(one.Watch))).Select(one => one.Watch)],
            known ? ManageFaults.None : new ManageFaults(Zone: $"\u201C{zone}\u201D is no time zone we know; take one such as Europe/Berlin."));
    }

    /// <summary>A watch as the form carries it; a query by its id, for it may be long.</summary>
    internal static string Name(Watch watch) => $"{watch.Kind}|{watch.KeyPart}";

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
