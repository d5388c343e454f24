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
                present[key] = FromEntity(key, row);
            else if (history.TryGetValue(key, out var entries))
                entries.Add(EntryFromEntity(key, row));
            else
                history[key] = [EntryFromEntity(key, row)];
        }

        return [.. present.OrderBy(stance => stance.Key.Actor, StringComparer.Ordinal).ThenBy(stance => stance.Key.About, StringComparer.Ordinal)
            .Select(stance => new StanceRecord(stance.Value, history.GetValueOrDefault(stance.Key) ?? []))];
    }

    /// <returns>Null where nothing is known of the actor's position.</returns>
    public async Task<Versioned<Stance>?> FindAsync(StanceKey key, CancellationToken cancellation) =>
        await table.FindAsync(Keys.Stance(key.Topic, key.Actor, key.About), cancellation) is { } row ? new(FromEntity(key, row), row.ETag) : null;

    /// <summary>The entries of one actor that are as of [<paramref name="from"/>, …), oldest first.</summary>
    internal async Task<IReadOnlyList<StanceEntry>> HistoryAsync(StanceKey key, DateTimeOffset from, CancellationToken cancellation)
    {
        var prefix = Keys.StanceHistory(key.Actor, key.About);
        var entries = new List<StanceEntry>();
        await foreach (var row in table.RangeAsync(Keys.Escape(key.Topic), $"{prefix}{from.UtcTicks:D19}", prefix + "~", cancellation))
            entries.Add(EntryFromEntity(key, row));
        return entries;
    }

    internal async Task<StanceEntry?> FindEntryAsync(StanceKey key, DateTimeOffset asOf, string articleId, Position position, CancellationToken cancellation) =>
        await table.FindAsync(Keys.StanceEntry(key.Topic, key.Actor, key.About, asOf, articleId, position), cancellation) is { } row ? EntryFromEntity(key, row) : null;

    /// <summary>Writes an entry of the history and, where it turns or confirms it, the present, all or none.</summary>
    /// <param name="now">Null leaves the present as it is.</param>
    /// <param name="read">The version the present was read at; null where there was none.</param>
    /// <returns>False where the present changed since: read again and decide again.</returns>
    internal async Task<bool> TryWriteAsync(StanceEntry entry, Stance? now, ETag? read, CancellationToken cancellation)
    {
        List<TableTransactionAction> actions = [new(TableTransactionActionType.UpsertReplace, EntryToEntity(entry))];
        if (now is not null)
        {
            actions.Add(read is { } tag
                ? new(TableTransactionActionType.UpdateReplace, ToEntity(now), tag)
                : new(TableTransactionActionType.Add, ToEntity(now)));
        }

        return await table.TrySubmitAsync(actions, cancellation);
    }

    private static TableEntity ToEntity(Stance stance) => Keyed(Keys.Stance(stance.Key.Topic, stance.Key.Actor, stance.Key.About), stance.Key)
        .With(nameof(Stance.Sequence), stance.Sequence)
        .With(nameof(Stance.Position), stance.Position)
        .With(nameof(Stance.Commitment), stance.Commitment)
        .WithText(nameof(Stance.Condition), stance.Condition)
        .With(nameof(Stance.Since), stance.Since)
        .With(nameof(Stance.Latest), stance.Latest)
        .With(nameof(Stance.LatestArticleId), stance.LatestArticleId)
        .WithJson(nameof(Stance.First), stance.First)
        .With(nameof(Stance.SignalId), stance.SignalId);

    private static Stance FromEntity(StanceKey key, TableEntity row) => new(
        key,
        row.Int(nameof(Stance.Sequence)),
        row.Enum<Position>(nameof(Stance.Position)),
        row.Enum<Commitment>(nameof(Stance.Commitment)),
        row.Text(nameof(Stance.Condition)),
        row.Time(nameof(Stance.Since)) ?? DateTimeOffset.UnixEpoch,
        row.Time(nameof(Stance.Latest)) ?? DateTimeOffset.UnixEpoch,
        row.Required(nameof(Stance.LatestArticleId)),
        Required(row.FromJson<SignalSource>(nameof(Stance.First)), row),
        row.Text(nameof(Stance.SignalId)));

    private static TableEntity EntryToEntity(StanceEntry entry) =>
        Keyed(Keys.StanceEntry(entry.Key.Topic, entry.Key.Actor, entry.Key.About, entry.AsOf, entry.Source.ArticleId, entry.Position), entry.Key)
            .With(nameof(StanceEntry.AsOf), entry.AsOf)
            .With(nameof(StanceEntry.Kind), entry.Kind)
            .With(nameof(StanceEntry.Position), entry.Position)
            .With(nameof(StanceEntry.Commitment), entry.Commitment)
            .WithText(nameof(StanceEntry.Condition), entry.Condition)
            .With(nameof(StanceEntry.Act), entry.Act)
            .WithJson(nameof(StanceEntry.Source), entry.Source)
            .With(nameof(StanceEntry.SignalId), entry.SignalId)
            .With(nameof(StanceEntry.Late), entry.Late);

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
        row.Flag(nameof(StanceEntry.Late)));

    // The key's parts are escaped, maybe cut, in the row's key; the row says them whole.
    private static TableEntity Keyed(TableKey at, StanceKey key) => EntityValues.Entity(at)
        .With(nameof(StanceKey.Topic), key.Topic)
        .WithText(nameof(StanceKey.Actor), key.Actor)
        .WithText(nameof(StanceKey.About), key.About);

    private static StanceKey KeyOf(TableEntity row) => new(row.Required(nameof(StanceKey.Topic)), row.Required(nameof(StanceKey.Actor)), row.Text(nameof(StanceKey.About)));

    private static SignalSource Required(SignalSource? source, TableEntity row) =>
        source ?? throw new InvalidDataException($"Row {row.PartitionKey}/{row.RowKey} lacks its source.");
}
