using System.Security.Cryptography;
using System.Text;

namespace Alerts.Pipeline.Polling.Hubs;

/// <summary>The field X-Hub-Signature: <c>method=hex</c> (section 7.1).</summary>
internal static class HubSignature
{
    /// <summary>Whether the body was signed with the secret. Takes equally long for every wrong signature of a method.</summary>
    /// <param name="field">Null where it is absent.</param>
    public static bool IsValid(string? field, string secret, ReadOnlySpan<byte> body)
    {
        var parts = (field ?? "").Trim().Split('=', 2);
        var key = Encoding.UTF8.GetBytes(secret);
        byte[]? right = parts[0].ToLowerInvariant() switch
        {
            // Hubs of old sign with nothing else; for HMAC that still holds.
#pragma warning disable CA5350
            "sha1" => HMACSHA1.HashData(key, body),
#pragma warning restore CA5350
            "sha256" => HMACSHA256.HashData(key, body),
            "sha384" => HMACSHA384.HashData(key, body),
            "sha512" => HMACSHA512.HashData(key, body),
            _ => null,
        };
        if (right is null || parts.Length < 2 || parts[1].Length != right.Length * 2)
            return false;
        var given = new byte[right.Length];
        return Convert.FromHexString(parts[1], given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, right);
    }
}
