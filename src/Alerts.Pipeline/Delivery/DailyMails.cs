using Alerts.Pipeline.Storage;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Delivery;

/// <summary>
/// What each address was mailed lately, in the table <c>Deliveries</c>: a row an address, sixteen partitions, so that the readers of a
/// message cost a read and a batch or two. A signal that has its turn keeps it: sent again after a crash it is not counted again.
/// </summary>
public sealed class DailyMails(StorageAccount account, TimeProvider time)
{
    private readonly Table table = account.Table(TableNames.Deliveries);

    /// <param name="turns">A subscriber once.</param>
    /// <param name="most">Signals an address and day.</param>
    /// <param name="within">Mails closer together than this are joined; zero for never.</param>
    /// <returns>By subscriber.</returns>
    internal async Task<IReadOnlyDictionary<string, TurnTaken>> TakeAsync(IReadOnlyList<DailyTurn> turns, int most, TimeSpan within, CancellationToken cancellation)
    {
        var taken = new Dictionary<string, TurnTaken>(StringComparer.Ordinal);
        var partitions = turns.GroupBy(turn => Keys.DailyMails(turn.SubscriberId).Partition, StringComparer.Ordinal);
        foreach (var some in partitions.SelectMany(partition => partition.OrderBy(turn => turn.SubscriberId, StringComparer.Ordinal).Chunk(EntityLimits.BatchEntities)))
        {
            // Who loses a race for a batch reads it again; somebody always wins.
            while (!await TryTakeAsync(some, most, within, taken, cancellation))
                cancellation.ThrowIfCancellationRequested();
        }

        return taken;
    }

    private async Task<bool> TryTakeAsync(DailyTurn[] turns, int most, TimeSpan within, Dictionary<string, TurnTaken> taken, CancellationToken cancellation)
    {
        var (first, last) = (Keys.DailyMails(turns[0].SubscriberId), Keys.DailyMails(turns[^1].SubscriberId));
        var rows = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        await foreach (var row in table.RangeAsync(first.Partition, first.Row, last.Row + "~", cancellation))
            rows[row.RowKey] = row;
        var actions = new List<TableTransactionAction>(turns.Length);
        var now = time.GetUtcNow();
        foreach (var turn in turns)
        {
            var row = rows.GetValueOrDefault(turn.SubscriberId);
            var known = row is null ? MailedLately.Nothing : FromEntity(row);
            var (took, next) = known.Take(turn, most, within, now);
            taken[turn.SubscriberId] = took;
            if (ReferenceEquals(next, known))
                continue;
            var entity = ToEntity(turn.SubscriberId, next);
            actions.Add(row is null ? new(TableTransactionActionType.Add, entity) : new(TableTransactionActionType.UpdateReplace, entity, row.ETag));
        }

        return actions.Count == 0 || await table.TrySubmitAsync(actions, cancellation);
    }

    private static TableEntity ToEntity(string subscriberId, MailedLately lately) => EntityValues.Entity(Keys.DailyMails(subscriberId))
        .WithJson(nameof(MailedLately.Mailed), lately.Mailed)
        .With(nameof(MailedLately.LastMail), lately.LastMail)
        .WithJson(nameof(MailedLately.Waiting), lately.Waiting);

    private static MailedLately FromEntity(TableEntity row) => new(
        row.FromJson<List<MailedSignal>>(nameof(MailedLately.Mailed)) ?? [],
        row.Time(nameof(MailedLately.LastMail)),
        row.FromJson<List<string>>(nameof(MailedLately.Waiting)) ?? []);
}
