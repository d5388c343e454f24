using Alerts.Pipeline.Storage;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Delivery;

/// <summary>A mail that an address is about to get.</summary>
/// <param name="Day">The reader's.</param>
internal sealed record DailyTurn(string SubscriberId, string SignalId, DateOnly Day);

/// <summary>
/// Which signals an address was mailed on its latest day, in the table <c>Deliveries</c>: a row an address, sixteen partitions, so that the readers of a
/// message cost a read and a batch or two. A signal that has its turn keeps it: sent again after a crash it is not counted again.
/// </summary>
public sealed class DailyMails(StorageAccount account)
{
    private readonly Table table = account.Table(TableNames.Deliveries);

    /// <param name="turns">A subscriber once.</param>
    /// <param name="most">Mails an address and day.</param>
    /// <returns>The subscribers whose turns are all taken.</returns>
    internal async Task<IReadOnlySet<string>> TakeAsync(IReadOnlyList<DailyTurn> turns, int most, CancellationToken cancellation)
    {
        var over = new HashSet<string>(StringComparer.Ordinal);
        var partitions = turns.GroupBy(turn => Keys.DailyMails(turn.SubscriberId).Partition, StringComparer.Ordinal);
        foreach (var some in partitions.SelectMany(partition => partition.OrderBy(turn => turn.SubscriberId, StringComparer.Ordinal).Chunk(EntityLimits.BatchEntities)))
        {
            // Who loses a race for a batch reads it again; somebody always wins.
            while (!await TryTakeAsync(some, most, over, cancellation))
                cancellation.ThrowIfCancellationRequested();
        }

        return over;
    }

    private async Task<bool> TryTakeAsync(DailyTurn[] turns, int most, HashSet<string> over, CancellationToken cancellation)
    {
        var (first, last) = (Keys.DailyMails(turns[0].SubscriberId), Keys.DailyMails(turns[^1].SubscriberId));
        var rows = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        await foreach (var row in table.RangeAsync(first.Partition, first.Row, last.Row + "~", cancellation))
            rows[row.RowKey] = row;
        var actions = new List<TableTransactionAction>(turns.Length);
        foreach (var turn in turns)
        {
            var row = rows.GetValueOrDefault(turn.SubscriberId);
            var today = row is not null && row.Text("Day") == DayOf(turn) ? row.FromJson<List<string>>("Signals") ?? [] : [];
            if (today.Contains(turn.SignalId))
                continue;
            if (today.Count >= most)
            {
                over.Add(turn.SubscriberId);
                continue;
            }

            var next = EntityValues.Entity(Keys.DailyMails(turn.SubscriberId)).With("Day", DayOf(turn)).WithJson("Signals", today.Append(turn.SignalId));
            actions.Add(row is null ? new(TableTransactionActionType.Add, next) : new(TableTransactionActionType.UpdateReplace, next, row.ETag));
        }

        return actions.Count == 0 || await table.TrySubmitAsync(actions, cancellation);
    }

    private static string DayOf(DailyTurn turn) => turn.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
