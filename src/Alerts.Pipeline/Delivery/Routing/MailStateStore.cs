using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Delivery.Routing;

/// <summary>What all instances share of the way mail goes: two rows of one partition of the table <c>Deliveries</c>, read together before each batch.</summary>
/// <param name="Health">With the version read; a version of none where there is no row yet.</param>
public sealed record MailState(MailSwitch Switch, Versioned<RouteHealth> Health);

/// <summary>Reads and writes it.</summary>
public sealed class MailStateStore(StorageAccount account)
{
    private readonly Table table = account.Table(TableNames.Deliveries);

    internal async Task<MailState> ReadAsync(CancellationToken cancellation)
    {
        var state = new MailState(new(false), new(RouteHealth.Good, default));
        await foreach (var row in table.PartitionAsync(Keys.MailSwitch().Partition, cancellation))
        {
            if (row.RowKey == Keys.MailSwitch().Row)
                state = state with { Switch = new(row.Flag(nameof(MailSwitch.Stopped)), row.Time(nameof(MailSwitch.Since)), row.Text(nameof(MailSwitch.Reason))) };
            else if (row.RowKey == Keys.MailHealth().Row)
                state = state with { Health = new(row.FromJson<RouteHealth>("Health") ?? RouteHealth.Good, row.ETag) };
        }

        return state;
    }

    internal async Task PutAsync(MailSwitch state, CancellationToken cancellation) =>
        await table.UpsertAsync(
            EntityValues.Entity(Keys.MailSwitch()).With(nameof(MailSwitch.Stopped), state.Stopped).With(nameof(MailSwitch.Since), state.Since).WithText(nameof(MailSwitch.Reason), state.Reason),
            cancellation);

    /// <returns>False where another instance wrote since.</returns>
    internal async Task<bool> TryPutAsync(Versioned<RouteHealth> read, RouteHealth next, CancellationToken cancellation)
    {
        var row = EntityValues.Entity(Keys.MailHealth()).WithJson("Health", next);
        return read.Tag == default ? await table.TryInsertAsync(row, cancellation) : await table.TryReplaceAsync(row, read.Tag, cancellation);
    }
}
