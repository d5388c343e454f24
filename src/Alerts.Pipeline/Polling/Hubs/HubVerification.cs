using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.Polling.Hubs;

/// <summary>A hub comes to ask whether we want what it was asked for, or to deny it.</summary>
public sealed partial class HubVerification(FeedStore feeds, HubCallback callback, TimeProvider time, ILogger<HubVerification> logger)
{
    private const int LongestReason = 200;

    /// <returns>Whether we do, and that is written.</returns>
    internal async Task<bool> VerifyAsync(string feedId, string token, string mode, string topic, TimeSpan? lease, CancellationToken cancellation) =>
        await ChangeAsync(feedId, token, feed => HubRule.Verified(feed, mode, topic, lease, time.GetUtcNow(), callback.IsReachable), cancellation) is { } feed
        && Told(() => Log.HubVerified(logger, feed.Title, mode, feed.Push?.LeaseUntil));

    /// <returns>Whether the denial concerns us.</returns>
    internal async Task<bool> DenyAsync(string feedId, string token, string topic, string reason, CancellationToken cancellation)
    {
        var line = string.Join(' ', reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var shown = line.Length <= LongestReason ? line : line[..LongestReason];
        return await ChangeAsync(feedId, token, feed => HubRule.Denied(feed, topic, shown, time.GetUtcNow()), cancellation) is { } feed
            && Told(() => Log.HubDenied(logger, feed.Title, feed.Push?.LastError ?? ""));
    }

    private async Task<Feed?> ChangeAsync(string feedId, string token, Func<Feed, Feed?> change, CancellationToken cancellation)
    {
        while (await feeds.FindCallbackAsync(feedId, token, cancellation) is { } read && change(read.Value) is { } next)
        {
            if (await feeds.TryReplaceAsync(next, read, cancellation))
                return next;
        }

        return null;
    }

    private static bool Told(Action log)
    {
        log();
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(1113, LogLevel.Information, "Hub of {Feed} verified: {Mode}, until {LeaseUntil}", EventName = "HubVerified")]
        internal static partial void HubVerified(ILogger logger, string feed, string mode, DateTimeOffset? leaseUntil);

        [LoggerMessage(1114, LogLevel.Warning, "Hub of {Feed}: {Reason}", EventName = "HubDenied")]
        internal static partial void HubDenied(ILogger logger, string feed, string reason);
    }
}
