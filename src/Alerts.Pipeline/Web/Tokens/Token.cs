using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Pipeline.Web.Tokens;

/// <summary>A secret in a link: 32 random bytes, 43 letters of base64url. It says nothing of whose it is.</summary>
/// <remarks>Stored is its hash alone, made with its purpose, so that neither a stolen table nor a token for something else opens anything.
/// A plain SHA-256 is enough here: there is no dictionary of 256-bit secrets to try.</remarks>
public static class Token
{
    private const int Bytes = 32;
    private const int Letters = 43;

    /// <summary>A new secret, as it stands in the link.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored of it: 64 lower-case hex digits; also the key it is found by.</summary>
    public static string Hash(LinkPurpose purpose, string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}:{token}")));

    /// <summary>Whether <paramref name="token"/> is the one stored, in a time that does not tell how much of it is right.</summary>
    public static bool Matches(LinkPurpose purpose, string token, string? storedHash) =>
        storedHash is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(purpose, token)), Encoding.ASCII.GetBytes(storedHash));

    /// <summary>Whether a text from a link can be a token at all, so that nothing else reaches the storage.</summary>
    public static bool HasShape(string? text) => text is { Length: Letters } && Base64Url.IsValid(text, out var length) && length == Bytes;
}
