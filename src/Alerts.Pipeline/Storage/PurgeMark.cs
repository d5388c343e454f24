namespace Alerts.Pipeline.Storage;

/// <summary>Where the latest <see cref="PurgeRound"/> stands, in the table <c>Subscribers</c>.</summary>
public sealed class PurgeMark(StorageAccount account)
{
    private readonly Table table = account.Table(TableNames.Subscribers);

    /// <returns>Null before the first.</returns>
    internal async Task<PurgeRound?> FindAsync(CancellationToken cancellation) =>
        await table.FindAsync(Keys.Purge(), cancellation) is { } row
            ? new(
                row.Int(nameof(PurgeRound.Stage)), row.Text(nameof(PurgeRound.Next)),
                row.FromJson<List<string>>(nameof(PurgeRound.Erased)) ?? [], row.Time(nameof(PurgeRound.Ended)))
            : null;

    internal async Task PutAsync(PurgeRound round, CancellationToken cancellation) => await table.UpsertAsync(
        EntityValues.Entity(Keys.Purge())
            .With(nameof(PurgeRound.Stage), round.Stage)
            .WithText(nameof(PurgeRound.Next), round.Next)
            .WithJson(nameof(PurgeRound.Erased), round.Erased)
            .With(nameof(PurgeRound.Ended), round.Ended),
        cancellation);
}
