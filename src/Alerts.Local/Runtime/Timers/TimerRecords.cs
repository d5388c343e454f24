using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Alerts.Local.Runtime.Timers;

/// <summary>Keeps what is remembered of the timers where the host keeps it: one blob a timer, below azure-webjobs-hosts/timers.</summary>
internal sealed class TimerRecords(BlobServiceClient storage)
{
    private readonly BlobContainerClient container = storage.GetBlobContainerClient("azure-webjobs-hosts");

    /// <returns>Null where nothing is remembered, or nothing that can be read.</returns>
    internal async Task<TimerRecord?> ReadAsync(string function, CancellationToken cancellationToken)
    {
        try
        {
            var content = await Blob(function).DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToObjectFromJson<TimerRecord>();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal async Task WriteAsync(string function, TimerRecord record, CancellationToken cancellationToken)
    {
        var content = BinaryData.FromObjectAsJson(record);
        try
        {
            await Blob(function).UploadAsync(content, overwrite: true, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await Blob(function).UploadAsync(content, overwrite: true, cancellationToken);
        }
    }

    private BlobClient Blob(string function) => container.GetBlobClient($"timers/local/{function}/status");
}
