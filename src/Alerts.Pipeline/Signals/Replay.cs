using System.Collections.Concurrent;
using Alerts.Detection;
using Alerts.Pipeline.Opinion;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Signals;

/// <summary>What another reading of the stored articles would make of a signal.</summary>
public enum ReplayOutcome
{
    Gained,
    Lost,
    Changed,
}

/// <param name="Signal">As it would be; of a lost one, as it is.</param>
/// <param name="Before">As it is; null where it is gained.</param>
public sealed record ReplayedSignal(ReplayOutcome Outcome, Signal Signal, Signal? Before);

/// <param name="Articles">How many were read.</param>
/// <param name="Kept">Signals that stay as they are.</param>
/// <param name="Signals">By time.</param>
public sealed record ReplayResult(int Articles, int Kept, IReadOnlyList<ReplayedSignal> Signals);

/// <summary>
/// Reads stored articles again, with the present engine or with changed data, and sets the changes and rumours that this makes of
/// the ledger beside those that are in it. Writes nothing and mails nothing.
/// </summary>
public sealed class Replay(ArticleStore articles, ArticleTexts texts, LedgerStore ledger, IOptions<SignalOptions> options, TimeProvider time)
{
    private const int ReadsAtOnce = 16;

    /// <param name="since">Articles that were first seen since then are read.</param>
    /// <param name="detector">Reads them.</param>
    /// <param name="progress">Told the share done.</param>
    public async Task<ReplayResult> RunAsync(DateTimeOffset since, Detector detector, Action<double> progress, CancellationToken cancellation)
    {
        var read = await articles.SinceAsync(since, cancellation).ToListAsync(cancellation);
        var slots = TopicSlots.Of(detector.Data);
        var found = new ConcurrentBag<StanceEntry>();
        var done = 0;
        await Parallel.ForEachAsync(read, new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellation }, async (article, stop) =>
        {
            foreach (var entry in Entries(article, await texts.FindAsync(article.TextName, stop) ?? "", detector, slots))
                found.Add(entry);
            progress(Interlocked.Increment(ref done) / (double)read.Count);
        });

        var again = read.Select(article => article.Id).ToHashSet(StringComparer.Ordinal);
        var entries = found.ToLookup(entry => entry.Key);
        var (kept, signals) = (0, new List<ReplayedSignal>());
        foreach (var topic in detector.Data.Topics.Select(topic => topic.Id).Concat(found.Select(entry => entry.Key.Topic)).Distinct(StringComparer.Ordinal))
        {
            var stored = (await ledger.EntriesAsync(topic, cancellation)).ToLookup(entry => entry.Key);
            foreach (var key in stored.Select(group => group.Key).Concat(entries.Select(group => group.Key).Where(key => key.Topic == topic)).Distinct())
                kept += Compare([.. stored[key]], [.. entries[key]], again, signals);
        }

        return new(read.Count, kept, [.. signals.OrderBy(signal => signal.Signal.AsOf).ThenBy(signal => signal.Signal.Id, StringComparer.Ordinal)]);
    }

    private static IEnumerable<StanceEntry> Entries(Article article, string text, Detector detector, TopicSlots slots)
    {
        var findings = detector.Detect(new(article.Title, text, article.AsOf, article.Language)).Findings;
        foreach (var finding in SignalDetection.Telling(findings))
        {
            var judgement = article.Judgements.GetValueOrDefault(Ambiguity.KeyOf(finding));
            if (judgement?.Verdict == Verdict.Veto)
                continue;
            // Telling keeps findings that have a topic.
            var source = SignalDetection.Source(article, Proof.Of(finding.Evidence, article.Title, text)) with { Opinion = judgement };
            var late = article.FirstSeen - article.AsOf > TimeSpan.FromDays(1);
            if (new ReadFinding(finding, finding.Topic!, slots.Topics.Contains(finding.Topic!), source, article.AsOf, article.FirstAsOf, article.Quiet, late).Entry() is { } entry)
                yield return entry;
        }
    }

    /// <returns>How many signals stay as they are.</returns>
    private int Compare(IReadOnlyList<StanceEntry> stored, IReadOnlyList<StanceEntry> read, HashSet<string> again, List<ReplayedSignal> signals)
    {
        // What an operator wrote or took back stays, and so does what articles said that are not read again.
        var standing = stored.Where(entry => entry.IsCorrection || entry.TakenBackBy is not null || !again.Contains(entry.Source.ArticleId)).ToList();
        var anew = read
            .Select(entry => entry with { AsOf = stored.FirstOrDefault(known => IsSameFinding(known, entry))?.AsOf ?? entry.AsOf })
            .Where(entry => !standing.Exists(known => IsSameFinding(known, entry)))
            .DistinctBy(entry => (entry.Source.ArticleId, entry.Position, entry.Hedged));
        var (before, after) = (Fold(stored), Fold([.. standing, .. anew]));
        var kept = 0;
        foreach (var id in before.Keys.Union(after.Keys))
        {
            var (was, would) = (before.GetValueOrDefault(id), after.GetValueOrDefault(id));
            if (was is null || would is null)
                signals.Add(new(was is null ? ReplayOutcome.Gained : ReplayOutcome.Lost, (would ?? was)!, was)); // one of the two has the id
            else if (Words(was) != Words(would))
                signals.Add(new(ReplayOutcome.Changed, would, was));
            else
                kept++;
        }

        return kept;
    }

    private Dictionary<string, Signal> Fold(IEnumerable<StanceEntry> entries)
    {
        var fold = new LedgerFold(null);
        foreach (var entry in entries.Order(Comparer<StanceEntry>.Create(StanceEntry.Compare)))
            fold.Decide(entry);
        return fold.Stories.Values.Where(story => story.TakenBackBy is null)
            .ToDictionary(story => story.Id, story => StorySignal.Of(story, time.GetUtcNow(), options.Value.LateAfter), StringComparer.Ordinal);
    }

    private static bool IsSameFinding(StanceEntry one, StanceEntry other) =>
        one.Source.ArticleId == other.Source.ArticleId && one.Position == other.Position && one.Hedged == other.Hedged;

    /// <summary>What a reader would see differ: another quote alone is no change of the signal.</summary>
    private static string Words(Signal signal) =>
        $"{signal.From?.Position} {signal.LedgerFrom?.Position} {signal.To} {signal.Commitment} {signal.Condition} {signal.Act} {signal.Magnitude} {signal.Basis} {signal.Hedged} {string.Join(' ', signal.Sources.Select(source => source.ArticleId))}";
}
