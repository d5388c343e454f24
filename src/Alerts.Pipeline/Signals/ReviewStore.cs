using System.Runtime.CompilerServices;
using Alerts.Pipeline.Storage;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Signals;

/// <summary>A reader's word that a signal is wrong.</summary>
/// <param name="Fault">One of a short list, e.g. <c>nobody-moved</c>.</param>
/// <param name="Comment">As typed; may be empty.</param>
public sealed record Complaint(string SignalId, string Fault, string Comment, DateTimeOffset At);

/// <summary>The operator's review list, in the table <c>Signals</c>: one row a complaint, newest first.</summary>
public sealed class ReviewStore(StorageAccount account)
{
    private readonly Table table = account.Table(TableNames.Signals);

    /// <summary>Keeps a complaint; the same one sent twice at one moment is one.</summary>
    public async Task AddAsync(Complaint complaint, CancellationToken cancellation) => await table.UpsertAsync(
        EntityValues.Entity(Keys.Review(complaint.At, complaint.SignalId))
            .With(nameof(Complaint.SignalId), complaint.SignalId)
            .With(nameof(Complaint.Fault), complaint.Fault)
            .WithText(nameof(Complaint.Comment), complaint.Comment)
            .With(nameof(Complaint.At), complaint.At),
        cancellation);

    /// <summary>Takes complaints about a signal off the list; those that came after <paramref name="upTo"/> stay.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> CloseAsync(string signalId, DateTimeOffset upTo, CancellationToken cancellation)
    {
        var seen = await table
            .QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Keys.ReviewPartition} and SignalId eq {signalId} and At le {upTo}"), cancellation)
            .ToListAsync(cancellation);
        return await table.DeleteAsync(seen, cancellation);
    }

    public async IAsyncEnumerable<Complaint> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in table.PartitionAsync(Keys.ReviewPartition, cancellation))
        {
            yield return new(
                row.Required(nameof(Complaint.SignalId)),
                row.Text(nameof(Complaint.Fault)) ?? "",
                row.Text(nameof(Complaint.Comment)) ?? "",
                row.Time(nameof(Complaint.At)) ?? DateTimeOffset.UnixEpoch);
        }
    }
}
