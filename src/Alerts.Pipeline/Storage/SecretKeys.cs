using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;

namespace Alerts.Pipeline.Storage;

/// <summary>
/// Random keys of this installation, each made when it is first asked for and kept in the container <c>data</c> under <c>keys/</c>.
/// Whoever loses them loses what they name: an address that is known is met as a stranger, and links in old mails are dead.
/// </summary>
public sealed class SecretKeys(StorageAccount account) : IDisposable
{
    private const int Bytes = 32;

    private readonly ConcurrentDictionary<string, byte[]> known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim one = new(1, 1);

    public void Dispose() => one.Dispose();

    /// <returns>32 bytes, the same for every instance and every time.</returns>
    internal async Task<byte[]> FindOrMakeAsync(string name, CancellationToken cancellation)
    {
        if (known.TryGetValue(name, out var key))
            return key;
        await one.WaitAsync(cancellation);
        try
        {
            return known.TryGetValue(name, out key)
                ? key
                : known[name] = await ReadOrMakeAsync(account.Blobs.GetBlobContainerClient(ContainerNames.Data).GetBlobClient(Keys.Secret(name)), cancellation);
        }
        finally
        {
            one.Release();
        }
    }

    private static async Task<byte[]> ReadOrMakeAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellation)).Value.Content.ToArray();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            try
            {
                // Without overwrite: of two instances that start at once, one makes the key and both use it.
                await blob.UploadAsync(new BinaryData(RandomNumberGenerator.GetBytes(Bytes)), overwrite: false, cancellation);
            }
            catch (RequestFailedException exists) when (exists.Status is 409 or 412)
            {
            }

            return (await blob.DownloadContentAsync(cancellation)).Value.Content.ToArray();
        }
    }
}
