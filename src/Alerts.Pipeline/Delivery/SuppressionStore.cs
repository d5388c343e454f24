using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Delivery;

/// <summary>The table <c>Suppressions</c>: addresses that get no mail whatever they watch; outlives their subscribers.</summary>
public sealed class SuppressionStore(StorageAccount account)
{
    private readonly Table table = account.Table(TableNames.Suppressions);

    /// <param name="subscriberId">Hash of the address, as of a subscriber: the address itself is not kept.</param>
    public async Task<bool> IsSuppressedAsync(string subscriberId, CancellationToken cancellation) =>
        await table.FindAsync(Keys.Suppression(subscriberId), cancellation) is not null;

    public async Task PutAsync(string subscriberId, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        await table.UpsertAsync(EntityValues.Entity(Keys.Suppression(subscriberId)).With("Reason", reason).With("Since", now), cancellation);

    public async Task DeleteAsync(string subscriberId, CancellationToken cancellation) =>
        await table.DeleteAsync(Keys.Suppression(subscriberId), cancellation);
}
