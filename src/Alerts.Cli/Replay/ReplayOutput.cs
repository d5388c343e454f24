using System.Text;
using Alerts.Cli.Ledger;
using Alerts.Pipeline.Signals;
using Signal = Alerts.Pipeline.Signals.Signal;

namespace Alerts.Cli.Replay;

/// <summary>Writes what a replay found, for people (the counts first) and as JSON.</summary>
internal static class ReplayOutput
{
    public static string Text(ReplayResult result, DateTimeOffset since)
    {
        var text = new StringBuilder();
        text.Append($"{result.Articles} {(result.Articles == 1 ? "article" : "articles")} since {Moment.Show(since)} read again; nothing is written.\n");
        Count(text, "Changes and rumours", result.Changes);
        Count(text, "Statements", result.Statements);
        Count(text, "Positions held now", result.Positions);
        Count(text, "Keyword matches", result.Matches);
        List(text, "Changes and rumours", result.Changes, Append);
        List(text, "Statements", result.Statements, Append);
        List(text, "Positions held now", result.Positions, Append);
        List(text, "Keyword matches", result.Matches, AppendMatch);
        return text.ToString();
    }

    public static object Json(ReplayResult result, DateTimeOffset since) => new
    {
        since,
        result.Articles,
        counts = new
        {
            changes = Counts(result.Changes),
            statements = Counts(result.Statements),
            positions = Counts(result.Positions),
            matches = Counts(result.Matches),
        },
        changes = Differing(result.Changes, Json),
        statements = Differing(result.Statements, Json),
        positions = Differing(result.Positions, Json),
        matches = Differing(result.Matches, JsonOfMatch),
    };

    private static void Count<T>(StringBuilder text, string what, ReplayedList<T> list)
        where T : class =>
        text.Append($"  {what + ":",-20} {list.Count(ReplayOutcome.Gained)} gained, {list.Count(ReplayOutcome.Lost)} lost, {list.Count(ReplayOutcome.Changed)} changed, {list.Kept} as before\n");

    private static object Counts<T>(ReplayedList<T> list)
        where T : class =>
        new { gained = list.Count(ReplayOutcome.Gained), lost = list.Count(ReplayOutcome.Lost), changed = list.Count(ReplayOutcome.Changed), kept = list.Kept };

    private static void List<T>(StringBuilder text, string what, ReplayedList<T> list, Action<StringBuilder, Replayed<T>> append)
        where T : class
    {
        if (list.Differing.Count > 0)
            text.Append('\n').Append(what).Append('\n');
        foreach (var one in list.Differing)
            append(text, one);
    }

    private static List<object> Differing<T>(ReplayedList<T> list, Func<T, object> json)
        where T : class =>
        [.. list.Differing.Select(one => new { one.Outcome, before = one.Before is { } before ? json(before) : null, after = one.After is { } after ? json(after) : null })];

    private static void Append(StringBuilder text, Replayed<Signal> one)
    {
        var signal = one.Shown;
        Head(text, one.Outcome, signal.Actor, signal.Topic, signal.About, Movement(signal), one is { Before: { } before, After: not null } ? Movement(before) : null);
        Quote(text, signal.AsOf, signal.Sources[0]);
        // A change always has one.
        text.Append("           ").Append(Confidence.Of(signal)!.Sentence).Append('\n');
    }

    private static void Append(StringBuilder text, Replayed<StanceEntry> one)
    {
        var entry = one.Shown;
        Head(text, one.Outcome, entry.Key.Actor, entry.Key.Topic, entry.Key.About, Words(entry), one is { Before: { } before, After: not null } ? Words(before) : null);
        Quote(text, entry.AsOf, entry.Source);
    }

    private static void AppendMatch(StringBuilder text, Replayed<Signal> one)
    {
        text.Append($"  {one.Outcome,-7}  {one.Shown.Query}\n");
        Quote(text, one.Shown.AsOf, one.Shown.Sources[0]);
    }

    private static void Head(StringBuilder text, ReplayOutcome outcome, string actor, string? topic, string? about, string words, string? was) =>
        text.Append($"  {outcome,-7}  {actor}, {topic}{(about is null ? "" : $" ({about})")}: {words}{(was is null ? "" : $" (was: {was})")}\n");

    private static void Quote(StringBuilder text, DateTimeOffset at, SignalSource source) =>
        text.Append($"           {Moment.Show(at)}, {source.Outlet}: \u201C{source.Proof.Quote.ReplaceLineEndings(" ")}\u201D [{source.Proof.Rule}]\n");

    private static string Movement(Signal signal) =>
        $"{(signal.From is { } from ? $"{from.Position} " : "")}-> {ShowLedger.Words(signal.To, signal.Commitment)}, {Basis(signal)}, {signal.IndependentSources} independent of {signal.Sources.Count} sources";

    private static string Basis(Signal signal) => (signal.Hedged, signal.Basis) switch
    {
        (true, _) => "rumour",
        (_, Detection.Basis.Ledger) => "by the ledger",
        (_, Detection.Basis.Both) => "by text and ledger",
        _ => "by the text",
    };

    private static string Words(StanceEntry entry) => ShowLedger.Words(entry.Position, entry.Commitment) + (entry.Condition is { } condition ? $", {condition}" : "");

    private static object Json(Signal signal) => new
    {
        signal.Id,
        signal.Actor,
        signal.Topic,
        signal.About,
        from = signal.From?.Position,
        ledgerFrom = signal.LedgerFrom?.Position,
        signal.To,
        signal.Commitment,
        signal.Condition,
        signal.Basis,
        signal.Hedged,
        signal.AsOf,
        confidence = Confidence.Of(signal),
        sources = signal.Sources.Select(Json),
    };

    private static object JsonOfMatch(Signal match) => new { match.Id, match.Query, match.AsOf, source = Json(match.Sources[0]) };

    private static object Json(StanceEntry entry) => new
    {
        entry.Key.Actor,
        entry.Key.Topic,
        entry.Key.About,
        entry.Position,
        entry.Commitment,
        entry.Condition,
        entry.Kind,
        entry.AsOf,
        source = Json(entry.Source),
    };

    private static object Json(SignalSource source) =>
        new { source.ArticleId, source.Outlet, source.Title, source.Link, source.Proof.Quote, source.Proof.Rule, source.IsIndependent };
}
