using Alerts.Pipeline.Storage;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Alerts.Pipeline.OwnData;

/// <summary>Where a file lies and which version of it.</summary>
/// <param name="Name">In the container <c>data</c>: <c>topics/mine.yaml</c>.</param>
public sealed record OwnBlob(string Name, string ETag, DateTimeOffset? Modified);

/// <summary>The operator's own files in the container <c>data</c>: topics under <c>topics/</c>, actors under <c>actors/</c>, words under <c>words/</c>.</summary>
public sealed class OwnFiles
{
    /// <summary>In bytes; the largest that is shipped has a tenth of it.</summary>
    public const int LargestFile = 1024 * 1024;

    private readonly BlobContainerClient container;

    public OwnFiles(StorageAccount account) => container = account.Blobs.GetBlobContainerClient(ContainerNames.Data);

    public static string NameOf(OwnKind kind, string file) => Keys.OwnFile(kind switch { OwnKind.Topics => "topics", OwnKind.Actors => "actors", _ => "words" }, file);

    /// <summary>All of them, by name: three transactions.</summary>
    public async Task<IReadOnlyList<OwnBlob>> ListAsync(CancellationToken cancellation)
    {
        var files = new List<OwnBlob>();
        foreach (var kind in Enum.GetValues<OwnKind>())
        {
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, NameOf(kind, ""), cancellation))
                files.Add(new(blob.Name, blob.Properties.ETag?.ToString() ?? "", blob.Properties.LastModified));
        }

        return files;
    }

    /// <returns>Null where it is gone.</returns>
    public async Task<string?> ReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content.ToString();
        }
        catch (RequestFailedException gone) when (gone.Status == 404 && gone.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    public async Task PutAsync(string name, string text, CancellationToken cancellation) =>
        await container.GetBlobClient(name).UploadAsync(new BinaryData(text), overwrite: true, cancellation);

    /// <returns>False where there was none.</returns>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellation) =>
        (await container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellation)).Value;
}
