using Alerts.Pipeline.Storage;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Delivery;

/// <summary>The table <c>Suppressions</c>: addresses that get no mail whatever they watch; outlives their subscribers.</summary>
public sealed class SuppressionStore(StorageAccount account)
{
    private readonly Table table = account.Table(TableNames.Suppressions);

    /// <param name="subscriberId">Keyed hash of the address: the address itself is not kept.</param>
    public async Task<bool> IsSuppressedAsync(string subscriberId, CancellationToken cancellation) =>
        await table.FindAsync(Keys.Suppression(subscriberId), cancellation) is not null;

    /// <summary>Which of many are suppressed.</summary>
    internal async Task<IReadOnlySet<string>> SuppressedAsync(IReadOnlyCollection<string> subscriberIds, CancellationToken cancellation) =>
        (await table.FindManyAsync([.. subscriberIds.Select(Keys.Suppression)], cancellation)).Select(row => row.RowKey).ToHashSet(StringComparer.Ordinal);

    public async Task PutAsync(string subscriberId, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        await table.UpsertAsync(EntityValues.Entity(Keys.Suppression(subscriberId)).With("Reason", reason).With("Since", now), cancellation);

    /// <summary>Notes that an address was erased; what else is kept under its id is taken away later, see <see cref="ErasedAsync"/>.</summary>
    /// <param name="movedTo">The subscriber who takes its place; null where none does.</param>
    public async Task PutErasedAsync(string subscriberId, string? movedTo, DateTimeOffset now, CancellationToken cancellation) => await table.UpsertAsync(
        EntityValues.Entity(Keys.Suppression(subscriberId)).With("Reason", "erased").With("Since", now).With("Erased", now).With("MovedTo", movedTo), cancellation);

    /// <summary>Of many, those that another took the place of and that are not forgotten, with who did.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> MovedAsync(IReadOnlyCollection<string> subscriberIds, CancellationToken cancellation) =>
        (await table.FindManyAsync([.. subscriberIds.Select(Keys.Suppression)], cancellation))
            .Where(row => row.Text("MovedTo") is not null).ToDictionary(row => row.RowKey, row => row.Required("MovedTo"), StringComparer.Ordinal);

    /// <summary>Some of those that were erased before <paramref name="before"/> and not forgotten since.</summary>
    internal async Task<IReadOnlyList<string>> ErasedAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        // A query takes fifteen comparisons (Querying tables and entities).
        const int Most = 10;
        var erased = new List<string>();
        await foreach (var row in table.QueryAsync(TableClient.CreateQueryFilter($"Erased lt {before}"), cancellation))
        {
            erased.Add(row.RowKey);
            if (erased.Count == Most)
                break;
        }

        return erased;
    }

    /// <summary>From now on the row is all there is of an erased address.</summary>
    internal async Task MarkForgottenAsync(string subscriberId, CancellationToken cancellation)
    {
        if (await table.FindAsync(Keys.Suppression(subscriberId), cancellation) is not { } row)
            return;
        if (row.Remove("Erased") | row.Remove("MovedTo"))
            await table.TryReplaceAsync(row, row.ETag, cancellation);
    }

    public async Task DeleteAsync(string subscriberId, CancellationToken cancellation) =>
        await table.DeleteAsync(Keys.Suppression(subscriberId), cancellation);
}
