using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Alerts.Local.Sample;

/// <summary>
/// An Azurite that is not ours outlives the run, and a story it already knows is no news. So the sample notes there
/// what it created, and the next run takes exactly that away before it begins.
/// </summary>
internal sealed class SampleLeftovers(string connectionString)
{
    private readonly TableServiceClient tables = new(connectionString);
    private readonly QueueServiceClient queues = new(connectionString);
    private readonly BlobServiceClient blobs = new(connectionString);

    private BlobContainerClient Container => blobs.GetBlobContainerClient("alerts-sample");

    /// <summary>Takes away what an earlier sample noted, if one did.</summary>
    internal async Task ClearAsync(CancellationToken cancellationToken)
    {
        if (!await Container.ExistsAsync(cancellationToken))
            return;

        var created = Names.None;
        try
        {
            var content = await Container.GetBlobClient("created").DownloadContentAsync(cancellationToken);
            created = content.Value.Content.ToObjectFromJson<Names>() ?? Names.None;
        }
        catch (Exception unreadable) when (unreadable is RequestFailedException { Status: 404 } or JsonException)
        {
            // Ended before it noted anything.
        }

        foreach (var name in created.Tables)
            await tables.DeleteTableAsync(name, cancellationToken);
        foreach (var name in created.Queues)
            await queues.GetQueueClient(name).DeleteIfExistsAsync(cancellationToken);
        foreach (var name in created.Containers)
            await blobs.GetBlobContainerClient(name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        await Container.DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>What the account holds now.</summary>
    internal async Task<Names> ListAsync(CancellationToken cancellationToken) => new(
        await tables.QueryAsync(cancellationToken: cancellationToken).Select(table => table.Name).ToListAsync(cancellationToken),
        await queues.GetQueuesAsync(cancellationToken: cancellationToken).Select(queue => queue.Name).ToListAsync(cancellationToken),
        await blobs.GetBlobContainersAsync(cancellationToken: cancellationToken).Select(container => container.Name).ToListAsync(cancellationToken));

    /// <summary>Notes what has come since <paramref name="before"/>.</summary>
    internal async Task NoteAsync(Names before, CancellationToken cancellationToken)
    {
        var now = await ListAsync(cancellationToken);
        var created = new Names([.. now.Tables.Except(before.Tables)], [.. now.Queues.Except(before.Queues)], [.. now.Containers.Except(before.Containers)]);
        await Container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await Container.GetBlobClient("created").UploadAsync(BinaryData.FromObjectAsJson(created), overwrite: true, cancellationToken);
    }

    /// <summary>Names of what an account holds.</summary>
    internal sealed record Names(IReadOnlyList<string> Tables, IReadOnlyList<string> Queues, IReadOnlyList<string> Containers)
    {
        internal static Names None { get; } = new([], [], []);
    }
}
