using System.Security.Cryptography;
using System.Text;

namespace Alerts.Pipeline.Delivery.Events;

/// <summary>
/// The signature of SendGrid's Event Webhook: ECDSA over P-256 and SHA-256, DER, Base64, of the timestamp's text followed by the body's bytes
/// (Twilio: Getting Started with the Event Webhook Security Features).
/// </summary>
internal static class EventSignature
{
    /// <summary>Whether a setting is a public key: SubjectPublicKeyInfo of a P-256 key in Base64, without a PEM frame.</summary>
    public static bool IsKey(string publicKey)
    {
        using var key = Import(publicKey);
        return key is not null;
    }

    /// <returns>False for whatever is not signed so; never throws.</returns>
    public static bool IsValid(string publicKey, string timestamp, ReadOnlySpan<byte> body, string signature)
    {
        using var key = Import(publicKey);
        var bytes = new byte[signature.Length];
        if (key is null || !Convert.TryFromBase64String(signature, bytes, out var length))
            return false;
        try
        {
            return key.VerifyData((byte[])[.. Encoding.UTF8.GetBytes(timestamp), .. body], bytes.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ECDsa? Import(string publicKey)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            if (key.KeySize == 256 && key.ExportParameters(false).Curve.Oid.FriendlyName is "nistP256" or "ECDSA_P256")
                return key;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException)
        {
        }

        key.Dispose();
        return null;
    }
}
