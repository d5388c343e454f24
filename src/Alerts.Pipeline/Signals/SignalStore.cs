using System.Runtime.CompilerServices;
using Alerts.Detection;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Signals;

/// <summary>The table <c>Signals</c>. Beside a row whose message has not gone out lies a marker, written in the same batch.</summary>
public sealed class SignalStore(StorageAccount account)
{
    private readonly Table table = account.Table(TableNames.Signals);

    /// <summary>A signal, or the one that tells it since.</summary>
    /// <returns>Null where there is no such signal.</returns>
    public async Task<Versioned<Signal>?> FindAsync(string signalId, CancellationToken cancellation)
    {
        // Each is told by one that began earlier, so that the chain has an end; the number is a net.
        for (var hops = 0; hops < 10; hops++)
        {
            var found = await FindRowAsync(signalId, cancellation);
            if (found?.Value.Superseded is not { } by)
                return found;
            signalId = by;
        }

        return null;
    }

    /// <summary>The signal itself, also where another tells it since.</summary>
    internal async Task<Versioned<Signal>?> FindRowAsync(string signalId, CancellationToken cancellation)
    {
        // Ids reach this from the addresses of pages: anything may stand in them.
        if (!Ids.IsId(signalId))
            return null;
        return await table.FindAsync(Keys.Signal(signalId), cancellation) is { } entity ? new(FromEntity(entity), entity.ETag) : null;
    }

    /// <summary>Changes of position and corrections, the latest first: those of this month and then of the months before.</summary>
    /// <param name="months">How many months to look back.</param>
    public async IAsyncEnumerable<Signal> RecentAsync(DateTimeOffset now, int months, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var back = 0; back < months; back++)
        {
            await foreach (var entry in table.PartitionAsync(Keys.RecentPartition(now.UtcDateTime.AddMonths(-back)), cancellation, pageSize: 50))
            {
                // A row that was listed before an earlier article came has the signal at another time, or one that another tells since.
                if (await FindRowAsync(entry.RowKey[^32..], cancellation) is { Value: { Superseded: null } signal } && Keys.RecentSignal(signal.AsOf, signal.Id).Row == entry.RowKey)
                    yield return signal;
            }
        }
    }

    /// <summary>Keyword matches made since then, in no order. Reads the whole table: for an operator's question, not for a page.</summary>
    internal async IAsyncEnumerable<Signal> MatchesAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in table.QueryAsync(TableClient.CreateQueryFilter($"Kind eq {nameof(SignalKind.Keyword)} and Detected ge {since}"), cancellation))
            yield return FromEntity(row);
    }

    /// <summary>Writes a new signal; unless it is quiet, pending.</summary>
    /// <returns>False where it is known.</returns>
    internal async Task<bool> TryInsertAsync(Signal signal, CancellationToken cancellation) =>
        signal.Quiet
            ? await table.TryInsertAsync(ToEntity(signal), cancellation)
            : await table.TrySubmitAsync([new(TableTransactionActionType.Add, ToEntity(signal)), new(TableTransactionActionType.UpsertReplace, Marker(signal))], cancellation);

    /// <summary>Replaces a signal that was read; with <paramref name="pending"/> it has something to send again.</summary>
    /// <returns>False where it changed since.</returns>
    internal async Task<bool> TryReplaceAsync(Signal signal, ETag tag, bool pending, CancellationToken cancellation) =>
        pending
            ? await table.TrySubmitAsync([new(TableTransactionActionType.UpdateReplace, ToEntity(signal), tag), new(TableTransactionActionType.UpsertReplace, Marker(signal))], cancellation)
            : await table.TryReplaceAsync(ToEntity(signal), tag, cancellation);

    internal async Task<bool> IsPendingAsync(string signalId, CancellationToken cancellation) =>
        await table.FindAsync(Keys.PendingSignal(signalId), cancellation) is not null;

    internal async Task MarkSentAsync(string signalId, CancellationToken cancellation) =>
        await table.DeleteAsync(Keys.PendingSignal(signalId), cancellation);

    /// <summary>Changes and statements on a topic or by an actor, the latest first.</summary>
    /// <param name="since">The oldest to be found.</param>
    public async IAsyncEnumerable<ListedSignal> ListedAsync(Watch watch, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = Keys.ListedSignal(watch.KeyKind, watch.KeyPart, since, "~");
        await foreach (var row in table.RangeAsync(last.Partition, "", last.Row, cancellation, pageSize: 200))
            yield return new(row.RowKey[^32..], row.Enum<SignalKind>(nameof(Signal.Kind)), row.Time(nameof(Signal.AsOf)) ?? since);
    }

    /// <summary>Puts a change or statement where <see cref="ListedAsync"/> finds it, and a change where <see cref="RecentAsync"/> does. Written again, it is the same.</summary>
    internal async Task ListAsync(Signal signal, CancellationToken cancellation)
    {
        foreach (var key in ListKeys(signal))
            await table.UpsertAsync(EntityValues.Entity(key).With(nameof(Signal.Kind), signal.Kind).With(nameof(Signal.AsOf), signal.AsOf), cancellation);
    }

    /// <summary>Takes it out again, from where it was put at the time it then had.</summary>
    internal async Task UnlistAsync(Signal signal, CancellationToken cancellation)
    {
        foreach (var key in ListKeys(signal))
            await table.DeleteAsync(key, cancellation);
    }

    private static IEnumerable<TableKey> ListKeys(Signal signal)
    {
        if (signal.Kind != SignalKind.Statement)
            yield return Keys.RecentSignal(signal.AsOf, signal.Id);
        foreach (var watch in new[] { new Watch(WatchKind.Topic, signal.Topic ?? ""), new Watch(WatchKind.Actor, signal.Actor) })
            yield return Keys.ListedSignal(watch.KeyKind, watch.KeyPart, signal.AsOf, signal.Id);
    }

    internal IAsyncEnumerable<string> PendingAsync(DateTimeOffset before, CancellationToken cancellation) =>
        PendingRows.ReadAsync(table, before, cancellation);

    private static TableEntity Marker(Signal signal) =>
        EntityValues.Entity(Keys.PendingSignal(signal.Id)).With("Since", signal.Detected);

    private static TableEntity ToEntity(Signal signal) => EntityValues.Entity(Keys.Signal(signal.Id))
        .With(nameof(Signal.Kind), signal.Kind)
        .WithText(nameof(Signal.Actor), signal.Actor)
        .With(nameof(Signal.Topic), signal.Topic)
        .WithText(nameof(Signal.About), signal.About)
        .With(nameof(Signal.To), signal.To)
        .With(nameof(Signal.AsOf), signal.AsOf)
        .With(nameof(Signal.Detected), signal.Detected)
        .WithJson(nameof(Signal.Sources), signal.Sources)
        .WithText(nameof(Signal.From), signal.From is { } from ? Json(from) : null)
        .WithText(nameof(Signal.LedgerFrom), signal.LedgerFrom is { } held ? Json(held) : null)
        .With(nameof(Signal.Commitment), signal.Commitment)
        .WithText(nameof(Signal.Condition), signal.Condition)
        .With(nameof(Signal.Act), signal.Act)
        .With(nameof(Signal.Magnitude), signal.Magnitude)
        .With(nameof(Signal.Basis), signal.Basis)
        .With(nameof(Signal.Hedged), signal.Hedged)
        .With(nameof(Signal.Intended), signal.Intended)
        .With(nameof(Signal.Reiterated), signal.Reiterated)
        .With(nameof(Signal.QueryId), signal.QueryId)
        .WithText(nameof(Signal.Query), signal.Query)
        .With(nameof(Signal.Replaces), signal.Replaces)
        .With(nameof(Signal.Corrects), signal.Corrects)
        .WithText(nameof(Signal.Reason), signal.Reason)
        .With(nameof(Signal.CorrectedBy), signal.CorrectedBy)
        .With(nameof(Signal.Superseded), signal.Superseded)
        .WithJson(nameof(Signal.Formerly), signal.Formerly)
        .With(nameof(Signal.Quiet), signal.Quiet)
        .With(nameof(Signal.Late), signal.Late);

    private static Signal FromEntity(TableEntity row) => new(
        row.RowKey,
        row.Enum<SignalKind>(nameof(Signal.Kind)),
        row.Required(nameof(Signal.Actor)),
        row.Text(nameof(Signal.Topic)),
        row.Text(nameof(Signal.About)),
        row.Enum<Position>(nameof(Signal.To)),
        row.Time(nameof(Signal.AsOf)) ?? DateTimeOffset.UnixEpoch,
        row.Time(nameof(Signal.Detected)) ?? DateTimeOffset.UnixEpoch,
        row.FromJson<List<SignalSource>>(nameof(Signal.Sources)) ?? [])
    {
        From = row.FromJson<Held>(nameof(Signal.From)),
        LedgerFrom = row.FromJson<Held>(nameof(Signal.LedgerFrom)),
        Commitment = row.Enum<Commitment>(nameof(Signal.Commitment)),
        Condition = row.Text(nameof(Signal.Condition)),
        Act = row.Text(nameof(Signal.Act)),
        Magnitude = row.GetString(nameof(Signal.Magnitude)) is null ? null : row.Enum<Magnitude>(nameof(Signal.Magnitude)),
        Basis = row.GetString(nameof(Signal.Basis)) is null ? null : row.Enum<Basis>(nameof(Signal.Basis)),
        Hedged = row.Flag(nameof(Signal.Hedged)),
        Intended = row.Flag(nameof(Signal.Intended)),
        Reiterated = row.Flag(nameof(Signal.Reiterated)),
        QueryId = row.Text(nameof(Signal.QueryId)),
        Query = row.Text(nameof(Signal.Query)),
        Replaces = row.Text(nameof(Signal.Replaces)),
        Corrects = row.Text(nameof(Signal.Corrects)),
        Reason = row.Text(nameof(Signal.Reason)),
        CorrectedBy = row.Text(nameof(Signal.CorrectedBy)),
        Superseded = row.Text(nameof(Signal.Superseded)),
        Formerly = row.FromJson<List<string>>(nameof(Signal.Formerly)) ?? [],
        Quiet = row.Flag(nameof(Signal.Quiet)),
        Late = row.Flag(nameof(Signal.Late)),
    };

    private static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value, EntityValues.Json);
}
