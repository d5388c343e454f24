using Alerts.Detection;
using Alerts.Pipeline.Storage;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Signals;

/// <summary>The table <c>Stances</c>: the ledger and its history.</summary>
public sealed class LedgerStore(StorageAccount account)
{
    private readonly Table table = account.Table(TableNames.Stances);

    /// <summary>A topic's ledger: everyone's position with its history, by actor.</summary>
    public async Task<IReadOnlyList<StanceRecord>> TopicAsync(string topic, CancellationToken cancellation)
    {
        var present = new Dictionary<StanceKey, Stance>();
        var history = new Dictionary<StanceKey, List<StanceEntry>>();
        await foreach (var row in table.PartitionAsync(Keys.Escape(topic), cancellation))
        {
            var key = KeyOf(row);
            if (row.RowKey.EndsWith("|now", StringComparison.Ordinal))
            {
                if (FromEntity(key, row) is { } now)
                    present[key] = now;
                continue;
            }

            if (EntryFromEntity(key, row) is not { Hedged: false } entry)
                continue;
            if (history.TryGetValue(key, out var entries))
                entries.Add(entry);
            else
                history[key] = [entry];
        }

        return [.. present.OrderBy(stance => stance.Key.Actor, StringComparer.Ordinal).ThenBy(stance => stance.Key.About, StringComparer.Ordinal)
            .Select(stance => new StanceRecord(stance.Value, history.GetValueOrDefault(stance.Key) ?? []))];
    }

    /// <summary>Everything that articles said on a topic, rumours and what was taken back among it.</summary>
    internal async Task<IReadOnlyList<StanceEntry>> EntriesAsync(string topic, CancellationToken cancellation)
    {
        var entries = new List<StanceEntry>();
        await foreach (var row in table.PartitionAsync(Keys.Escape(topic), cancellation))
        {
            if (!row.RowKey.EndsWith("|now", StringComparison.Ordinal))
                entries.Add(EntryFromEntity(KeyOf(row), row));
        }

        return entries;
    }

    /// <returns>Null where nothing is known of the actor's position.</returns>
    public async Task<Stance?> FindAsync(StanceKey key, CancellationToken cancellation) =>
        await table.FindAsync(Keys.Stance(key.Topic, key.Actor, key.About), cancellation) is { } row ? FromEntity(key, row) : null;

    /// <summary>The present, and the history from some time on.</summary>
    internal async Task<LedgerView> ViewAsync(StanceKey key, DateTimeOffset from, CancellationToken cancellation)
    {
        // The present first: what is written after it was read fails our write.
        var row = await table.FindAsync(Keys.Stance(key.Topic, key.Actor, key.About), cancellation);
        var now = row is null ? null : FromEntity(key, row);
        var entries = await HistoryAsync(key, from, cancellation);
        var run = now is null ? null : now.Since < from ? RunOf(now) : await LastTurnAsync(key, from, cancellation);
        return new(now, row?.ETag, run, entries);
    }

    /// <summary>The entries of one actor that are as of [<paramref name="from"/>, …), oldest first, rumours among them.</summary>
    internal async Task<IReadOnlyList<StanceEntry>> HistoryAsync(StanceKey key, DateTimeOffset from, CancellationToken cancellation)
    {
        var prefix = Keys.StanceHistory(key.Actor, key.About);
        var entries = new List<StanceEntry>();
        await foreach (var row in table.RangeAsync(Keys.Escape(key.Topic), $"{prefix}{from.UtcTicks:D19}", prefix + "~", cancellation))
            entries.Add(EntryFromEntity(key, row));
        return entries;
    }

    /// <summary>
    /// Writes entries of the history and the present. What does not fit one batch goes before it, the entries that decide come last:
    /// a run that ends in between is run again and finds them missing. Until then a story may be read with parts of two names; its signal
    /// was written before and knows both, so that nobody is mailed twice (LongHistoryTests).
    /// </summary>
    /// <param name="entries">The new or changed ones, oldest first; the first of them is the one that the others follow from.</param>
    /// <param name="now">Null where no position is held.</param>
    /// <param name="read">The version the present was read at; null where there was none.</param>
    /// <returns>False where the present changed since: read again and decide again.</returns>
    internal async Task<bool> TryWriteAsync(StanceKey key, IReadOnlyList<StanceEntry> entries, Stance? now, ETag? read, CancellationToken cancellation)
    {
        const int most = EntityLimits.BatchEntities - 1;
        foreach (var some in entries.Skip(most).Chunk(most))
            await table.TrySubmitAsync([.. some.Select(Upsert)], cancellation);
        var present = now is null ? Keyed(Keys.Stance(key.Topic, key.Actor, key.About), key) : ToEntity(now);
        return await table.TrySubmitAsync(
        [
            read is { } tag ? new(TableTransactionActionType.UpdateReplace, present, tag) : new(TableTransactionActionType.Add, present),
            .. entries.Take(most).Select(Upsert),
        ],
        cancellation);
    }

    private static TableTransactionAction Upsert(StanceEntry entry) => new(TableTransactionActionType.UpsertReplace, EntryToEntity(entry));

    /// <summary>Where the position held before a time began.</summary>
    private async Task<StanceEntry?> LastTurnAsync(StanceKey key, DateTimeOffset before, CancellationToken cancellation)
    {
        var prefix = Keys.StanceHistory(key.Actor, key.About);
        var (topic, end) = (Keys.Escape(key.Topic), $"{prefix}{before.UtcTicks:D19}");
        StanceEntry? last = null;
        await foreach (var row in table.QueryAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {topic} and RowKey ge {prefix} and RowKey lt {end} and Turns eq true"), cancellation))
            last = EntryFromEntity(key, row);
        return last;
    }

    private static StanceEntry RunOf(Stance now) =>
        new(now.Key, now.Since, SignalKind.Statement, now.Position, now.Commitment, now.Condition, "", now.First, now.SignalId, Late: false) { Turns = true };

    private static TableEntity ToEntity(Stance stance) => Keyed(Keys.Stance(stance.Key.Topic, stance.Key.Actor, stance.Key.About), stance.Key)
        .With(nameof(Stance.Position), stance.Position)
        .With(nameof(Stance.Commitment), stance.Commitment)
        .WithText(nameof(Stance.Condition), stance.Condition)
        .With(nameof(Stance.Since), stance.Since)
        .With(nameof(Stance.Latest), stance.Latest)
        .With(nameof(Stance.LatestArticleId), stance.LatestArticleId)
        .WithJson(nameof(Stance.First), stance.First)
        .With(nameof(Stance.SignalId), stance.SignalId);

    /// <returns>Null where rumours are all that is known.</returns>
    private static Stance? FromEntity(StanceKey key, TableEntity row) => row.GetString(nameof(Stance.Position)) is null ? null : new(
        key,
        row.Enum<Position>(nameof(Stance.Position)),
        row.Enum<Commitment>(nameof(Stance.Commitment)),
        row.Text(nameof(Stance.Condition)),
        row.Time(nameof(Stance.Since)) ?? DateTimeOffset.UnixEpoch,
        row.Time(nameof(Stance.Latest)) ?? DateTimeOffset.UnixEpoch,
        row.Required(nameof(Stance.LatestArticleId)),
        Required(row.FromJson<SignalSource>(nameof(Stance.First)), row),
        row.Text(nameof(Stance.SignalId)));

    private static TableEntity EntryToEntity(StanceEntry entry) =>
        Keyed(Keys.StanceEntry(entry.Key.Topic, entry.Key.Actor, entry.Key.About, entry.AsOf, entry.Source.ArticleId, entry.Position, entry.Hedged), entry.Key)
            .With(nameof(StanceEntry.AsOf), entry.AsOf)
            .With(nameof(StanceEntry.Kind), entry.Kind)
            .With(nameof(StanceEntry.Position), entry.Position)
            .With(nameof(StanceEntry.Commitment), entry.Commitment)
            .WithText(nameof(StanceEntry.Condition), entry.Condition)
            .With(nameof(StanceEntry.Act), entry.Act)
            .WithJson(nameof(StanceEntry.Source), entry.Source)
            .With(nameof(StanceEntry.SignalId), entry.SignalId)
            .With(nameof(StanceEntry.Late), entry.Late)
            .With(nameof(StanceEntry.From), entry.From)
            .With(nameof(StanceEntry.Magnitude), entry.Magnitude)
            .With(nameof(StanceEntry.Comparable), entry.Comparable)
            .With(nameof(StanceEntry.Quiet), entry.Quiet)
            .With(nameof(StanceEntry.Hedged), entry.Hedged)
            .With(nameof(StanceEntry.Intended), entry.Intended)
            .With(nameof(StanceEntry.Reiterated), entry.Reiterated)
            .With(nameof(StanceEntry.Turns), entry.Turns)
            .With(nameof(StanceEntry.StorySince), entry.StorySince)
            .With(nameof(StanceEntry.TakenBackBy), entry.TakenBackBy);

    private static StanceEntry EntryFromEntity(StanceKey key, TableEntity row) => new(
        key,
        row.Time(nameof(StanceEntry.AsOf)) ?? DateTimeOffset.UnixEpoch,
        row.Enum<SignalKind>(nameof(StanceEntry.Kind)),
        row.Enum<Position>(nameof(StanceEntry.Position)),
        row.Enum<Commitment>(nameof(StanceEntry.Commitment)),
        row.Text(nameof(StanceEntry.Condition)),
        row.Text(nameof(StanceEntry.Act)) ?? "",
        Required(row.FromJson<SignalSource>(nameof(StanceEntry.Source)), row),
        row.Text(nameof(StanceEntry.SignalId)),
        row.Flag(nameof(StanceEntry.Late)))
    {
        From = row.Enum<Position>(nameof(StanceEntry.From)),
        Magnitude = row.GetString(nameof(StanceEntry.Magnitude)) is null ? null : row.Enum<Magnitude>(nameof(StanceEntry.Magnitude)),
        Comparable = row.Flag(nameof(StanceEntry.Comparable)),
        Quiet = row.Flag(nameof(StanceEntry.Quiet)),
        Hedged = row.Flag(nameof(StanceEntry.Hedged)),
        Intended = row.Flag(nameof(StanceEntry.Intended)),
        Reiterated = row.Flag(nameof(StanceEntry.Reiterated)),
        Turns = row.Flag(nameof(StanceEntry.Turns)),
        StorySince = row.Time(nameof(StanceEntry.StorySince)),
        TakenBackBy = row.Text(nameof(StanceEntry.TakenBackBy)),
    };

    // The key's parts are escaped, maybe cut, in the row's key; the row says them whole.
    private static TableEntity Keyed(TableKey at, StanceKey key) => EntityValues.Entity(at)
        .With(nameof(StanceKey.Topic), key.Topic)
        .WithText(nameof(StanceKey.Actor), key.Actor)
        .WithText(nameof(StanceKey.About), key.About);

    private static StanceKey KeyOf(TableEntity row) => new(row.Required(nameof(StanceKey.Topic)), row.Required(nameof(StanceKey.Actor)), row.Text(nameof(StanceKey.About)));

    private static SignalSource Required(SignalSource? source, TableEntity row) =>
        source ?? throw new InvalidDataException($"Row {row.PartitionKey}/{row.RowKey} lacks its source.");
}
