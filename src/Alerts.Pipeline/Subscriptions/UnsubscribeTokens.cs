using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Subscriptions;

/// <summary>What an unsubscribe link ends.</summary>
public sealed record UnsubscribeRequest(string SubscriberId, IReadOnlyList<Watch> Watches);

/// <summary>
/// Tokens for the unsubscribe links of mails. They say themselves what they end and are signed, so that a mail costs no row and
/// its link works for as long as the mail is kept. Whose they are is a keyed hash: no address can be read or guessed from a link.
/// </summary>
public sealed class UnsubscribeTokens(SecretKeys keys)
{
    private const string Key = "links";
    private const int MacBytes = 16;

    public async Task<string> MakeAsync(UnsubscribeRequest request, CancellationToken cancellation)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(request, EntityValues.Json);
        return $"{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(Mac(await keys.FindOrMakeAsync(Key, cancellation), payload))}";
    }

    /// <returns>Null where the token is not one of ours.</returns>
    public async Task<UnsubscribeRequest?> ReadAsync(string token, CancellationToken cancellation)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || token.Length > 4096 || !Base64Url.IsValid(token.AsSpan(0, dot)) || !Base64Url.IsValid(token.AsSpan(dot + 1)))
            return null;
        var payload = Base64Url.DecodeFromChars(token.AsSpan(0, dot));
        var signed = Mac(await keys.FindOrMakeAsync(Key, cancellation), payload);
        var mac = Base64Url.DecodeFromChars(token.AsSpan(dot + 1));
        return CryptographicOperations.FixedTimeEquals(mac, signed)
            ? JsonSerializer.Deserialize<UnsubscribeRequest>(payload, EntityValues.Json)
            : null;
    }

    private static byte[] Mac(byte[] key, byte[] payload) =>
        HMACSHA256.HashData(key, (byte[])[.. "unsubscribe\n"u8, .. payload])[..MacBytes];
}
