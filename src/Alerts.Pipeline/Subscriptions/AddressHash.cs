using System.Security.Cryptography;
using System.Text;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Subscriptions;

/// <summary>
/// Names mail and network addresses without saying them. There are few enough addresses to try them all, so a plain hash of one gives it away;
/// this one is keyed (HMAC, RFC 2104) with a random key of the installation, and tells nothing to who has a table, a link or a log but not the key.
/// </summary>
public sealed class AddressHash(SecretKeys keys)
{
    private const string Key = "addresses";
    private const int Bytes = 16;

    /// <param name="address">Normalised mail address.</param>
    /// <returns>The id of its subscriber: 32 lower-case hex digits.</returns>
    public Task<string> SubscriberAsync(string address, CancellationToken cancellation) => OfAsync("subscriber", address, cancellation);

    /// <returns>32 lower-case hex digits; one address has another hash for each <paramref name="kind"/>.</returns>
    internal async Task<string> OfAsync(string kind, string address, CancellationToken cancellation) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(await keys.FindOrMakeAsync(Key, cancellation), Encoding.UTF8.GetBytes($"{kind}\n{address}")).AsSpan(0, Bytes));
}
