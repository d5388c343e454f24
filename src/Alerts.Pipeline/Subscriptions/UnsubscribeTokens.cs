using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Alerts.Pipeline.Storage;
using Azure;
using Azure.Storage.Blobs;

namespace Alerts.Pipeline.Subscriptions;

/// <summary>What an unsubscribe link ends.</summary>
public sealed record UnsubscribeRequest(string SubscriberId, IReadOnlyList<Watch> Watches);

/// <summary>
/// Tokens for the unsubscribe links of mails. They say themselves what they end and are signed, so that a mail costs no row and
/// its link works for as long as the mail is kept. The key is random, made once and kept in the account.
/// </summary>
public sealed class UnsubscribeTokens(StorageAccount account) : IDisposable
{
    private const string KeyBlob = "keys/links";
    private const int MacBytes = 16;

    private readonly SemaphoreSlim one = new(1, 1);
    private byte[]? key;

    public void Dispose() => one.Dispose();

    public async Task<string> MakeAsync(UnsubscribeRequest request, CancellationToken cancellation)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(request, EntityValues.Json);
        return $"{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(Mac(await KeyAsync(cancellation), payload))}";
    }

    /// <returns>Null where the token is not one of ours.</returns>
    public async Task<UnsubscribeRequest?> ReadAsync(string token, CancellationToken cancellation)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || token.Length > 4096 || !Base64Url.IsValid(token.AsSpan(0, dot)) || !Base64Url.IsValid(token.AsSpan(dot + 1)))
            return null;
        var payload = Base64Url.DecodeFromChars(token.AsSpan(0, dot));
        var signed = Mac(await KeyAsync(cancellation), payload);
        var mac = Base64Url.DecodeFromChars(token.AsSpan(dot + 1));
        return CryptographicOperations.FixedTimeEquals(mac, signed)
            ? JsonSerializer.Deserialize<UnsubscribeRequest>(payload, EntityValues.Json)
            : null;
    }

    private static byte[] Mac(byte[] key, byte[] payload) =>
        HMACSHA256.HashData(key, (byte[])[.. "unsubscribe\n"u8, .. payload])[..MacBytes];

    private async Task<byte[]> KeyAsync(CancellationToken cancellation)
    {
        if (key is { } known)
            return known;
        await one.WaitAsync(cancellation);
        try
        {
            return key ??= await ReadOrMakeKeyAsync(account.Blobs.GetBlobContainerClient(ContainerNames.Data).GetBlobClient(KeyBlob), cancellation);
        }
        finally
        {
            one.Release();
        }
    }

    private static async Task<byte[]> ReadOrMakeKeyAsync(BlobClient blob, CancellationToken cancellation)
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
                await blob.UploadAsync(new BinaryData(RandomNumberGenerator.GetBytes(32)), overwrite: false, cancellation);
            }
            catch (RequestFailedException exists) when (exists.Status is 409 or 412)
            {
            }

            return (await blob.DownloadContentAsync(cancellation)).Value.Content.ToArray();
        }
    }
}
