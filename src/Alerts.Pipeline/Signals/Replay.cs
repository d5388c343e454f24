using System.Collections.Concurrent;
using Alerts.Detection;
using Alerts.Detection.Queries;
using Alerts.Pipeline.Opinion;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Signals;

/// <summary>
/// Reads stored articles again, with the present engine or with changed data, and sets what this makes of ledger, signals and
/// keyword matches beside what is stored. Writes nothing and mails nothing.
/// </summary>
public sealed class Replay(
    ArticleStore articles, ArticleTexts texts, LedgerStore ledger, SignalStore signals, QueryStore known, QueryWatch queries,
    IOptions<SignalOptions> options, TimeProvider time)
{
    private const int ReadsAtOnce = 16;

    /// <param name="since">Articles that were first seen since then are read.</param>
    /// <param name="detector">Reads them.</param>
    /// <param name="progress">Told the share done.</param>
    public async Task<ReplayResult> RunAsync(DateTimeOffset since, Detector detector, Action<double> progress, CancellationToken cancellation)
    {
        var read = await articles.SinceAsync(since, cancellation).ToListAsync(cancellation);
        var slots = TopicSlots.Of(detector.Data);
        var (found, matched) = (new ConcurrentBag<StanceEntry>(), new ConcurrentBag<Signal>());
        var done = 0;
        await Parallel.ForEachAsync(read, new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellation }, async (article, stop) =>
        {
            var text = await texts.FindAsync(article.TextName, stop) ?? "";
            foreach (var entry in Entries(article, text, detector, slots))
                found.Add(entry);
            foreach (var match in await MatchesAsync(article, text, stop))
                matched.Add(match);
            progress(Interlocked.Increment(ref done) / (double)read.Count);
        });

        var again = read.ToDictionary(article => article.Id, StringComparer.Ordinal);
        var ledgers = await LedgersAsync(detector, again, found.ToLookup(entry => entry.Key), cancellation);
        // What is counted as kept is known when all is compared.
        var changes = ledgers.SelectMany(one => one.Changes()).OrderBy(one => one.Shown.AsOf).ThenBy(one => one.Shown.Id, StringComparer.Ordinal).ToList();
        var statements = ledgers.SelectMany(one => one.Statements()).OrderBy(one => one.Shown, Comparer<StanceEntry>.Create(StanceEntry.Compare)).ToList();
        var positions = ledgers.SelectMany(one => one.Positions()).ToList();
        return new(
            read.Count,
            new(ledgers.Sum(one => one.KeptChanges), changes),
            new(ledgers.Sum(one => one.KeptStatements), statements),
            new(ledgers.Sum(one => one.KeptPositions), positions),
            await MatchesAsync(since, again, matched, cancellation));
    }

    private IEnumerable<StanceEntry> Entries(Article article, string text, Detector detector, TopicSlots slots)
    {
        var findings = detector.Detect(new(article.Title, text, article.AsOf, article.Language)).Findings;
        foreach (var finding in SignalDetection.Telling(findings))
        {
            var judgement = article.Judgements.GetValueOrDefault(Ambiguity.KeyOf(finding));
            if (judgement?.Verdict == Verdict.Veto)
                continue;
            // Telling keeps findings that have a topic.
            var source = SignalDetection.Source(article, Proof.Of(finding.Evidence, article.Title, text)) with { Opinion = judgement };
            var late = article.FirstSeen - article.AsOf > options.Value.LateAfter;
            if (new ReadFinding(finding, finding.Topic!, slots.Topics.Contains(finding.Topic!), source, article.AsOf, article.FirstAsOf, article.Quiet, late).Entry() is { } entry)
                yield return entry;
        }
    }

    private async Task<IReadOnlyList<Signal>> MatchesAsync(Article article, string text, CancellationToken cancellation)
    {
        if (article.Quiet)
            return [];
        var matches = await queries.MatchAsync(new QueryDocument(article.Title, text, article.Outlet, article.Language), cancellation);
        return [.. matches.Select(match => SignalDetection.Match(article, match.QueryId, match.Canonical, match.Evidence, time.GetUtcNow(), late: false))];
    }

    private async Task<List<ReplayedLedger>> LedgersAsync(
        Detector detector, Dictionary<string, Article> again, ILookup<StanceKey, StanceEntry> found, CancellationToken cancellation)
    {
        var ledgers = new List<ReplayedLedger>();
        var topics = detector.Data.Topics.Select(topic => topic.Id).Concat(found.Select(group => group.Key.Topic)).Distinct(StringComparer.Ordinal);
        foreach (var topic in topics.Order(StringComparer.Ordinal))
        {
            var entered = (await ledger.EntriesAsync(topic, cancellation)).ToLookup(entry => entry.Key);
            var keys = entered.Select(group => group.Key).Concat(found.Select(group => group.Key).Where(key => key.Topic == topic)).Distinct();
            foreach (var key in keys.OrderBy(key => key.Actor, StringComparer.Ordinal).ThenBy(key => key.About, StringComparer.Ordinal))
                ledgers.Add(new(entered[key], Anew([.. entered[key]], [.. found[key]], again), time.GetUtcNow(), options.Value.LateAfter));
        }

        return ledgers;
    }

    private static List<StanceEntry> Anew(List<StanceEntry> stored, List<StanceEntry> read, Dictionary<string, Article> again)
    {
        // What an operator wrote or took back stays, and so does what articles, or their earlier versions, said that are not read again.
        var standing = stored.Where(entry =>
            entry.IsCorrection || entry.TakenBackBy is not null || !again.TryGetValue(entry.Source.ArticleId, out var article) || entry.AsOf < article.AsOf).ToList();
        var anew = read
            .Select(entry => entry with { AsOf = stored.Find(known => ReplayedLedger.IsSameFinding(known, entry))?.AsOf ?? entry.AsOf })
            .Where(entry => !standing.Exists(known => ReplayedLedger.IsSameFinding(known, entry)))
            .DistinctBy(entry => (entry.Source.ArticleId, entry.Position, entry.Hedged));
        return [.. standing, .. anew];
    }

    private async Task<ReplayedList<Signal>> MatchesAsync(
        DateTimeOffset since, Dictionary<string, Article> again, IReadOnlyCollection<Signal> matched, CancellationToken cancellation)
    {
        var kept = new Dictionary<string, Signal>(StringComparer.Ordinal);
        await foreach (var match in signals.MatchesAsync(since, cancellation))
        {
            if (again.ContainsKey(match.Sources[0].ArticleId))
                kept[match.Id] = match;
        }

        var found = matched.ToDictionary(match => match.Id, StringComparer.Ordinal);
        var made = await known.AllAsync(cancellation).ToDictionaryAsync(query => Ids.Query(query.Canonical), query => query.Since, StringComparer.Ordinal, cancellation);
        // What an earlier version of an article had, and this one has not, was read by neither engine again.
        var lost = kept.Values.Where(match => !found.ContainsKey(match.Id) && again[match.Sources[0].ArticleId].Revised is null).Select(match => new Replayed<Signal>(match, null));
        var gained = found.Values.Where(match => !kept.ContainsKey(match.Id) && WasKnown(made, match.QueryId, again[match.Sources[0].ArticleId])).Select(match => new Replayed<Signal>(null, match));
        return new(
            found.Keys.Count(kept.ContainsKey),
            [.. lost.Concat(gained).OrderBy(one => one.Shown.AsOf).ThenBy(one => one.Shown.Id, StringComparer.Ordinal)]);
    }

    /// <summary>Whether a query was known when the article came: else that it was not found then tells nothing of the engine.</summary>
    private static bool WasKnown(Dictionary<string, DateTimeOffset?> made, string? queryId, Article article) =>
        made.GetValueOrDefault(queryId ?? "") is not { } since || since + QueryWatch.LookAgainAfter <= (article.Revised ?? article.FirstSeen);
}
