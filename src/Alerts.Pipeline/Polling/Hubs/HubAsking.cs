using System.Globalization;
using System.Security.Cryptography;
using Alerts.Feeds.Fetching;
using Alerts.Pipeline.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Polling.Hubs;

/// <summary>Asks a hub to deliver feeds, to go on with it, or to end it.</summary>
public sealed partial class HubAsking(
    FeedStore feeds,
    MessageQueues queues,
    HostLeases leases,
    FeedFetcher fetcher,
    HubCallback callback,
    IOptions<PollingOptions> options,
    TimeProvider time,
    ILogger<HubAsking> logger)
{
    public async Task RunAsync(HubsMessage message, CancellationToken cancellation)
    {
        var polling = options.Value;
        if (await leases.TryTakeAsync(message.Host, polling.HostLease, cancellation) is { } busy)
        {
            await queues.SendAsync(message, cancellation, busy);
            return;
        }

        var asked = 0;
        foreach (var feedId in message.FeedIds)
        {
            if (await BeginAsync(feedId, cancellation) is not { } feed)
                continue;
            if (asked++ > 0)
                await leases.PauseAsync(message.Host, polling.HostPause, polling.HostLease, cancellation);

            await AskAsync(feed, cancellation);
        }

        await leases.HoldAsync(message.Host, polling.HostPause, cancellation);
    }

    /// <returns>The feed as written, its subscription saying what to ask; null where nothing is to be asked.</returns>
    private async Task<Feed?> BeginAsync(string feedId, CancellationToken cancellation)
    {
        while (await feeds.FindAsync(feedId, cancellation) is { Value: var feed } read && feed.HubDue <= time.GetUtcNow())
        {
            var (now, step) = (time.GetUtcNow(), HubRule.StepFor(feed, callback.IsReachable));
            var next = step switch
            {
                HubStep.Nothing => feed with { HubDue = null, HubQueued = null },
                HubStep.Forget => HubRule.Ended(feed, now, callback.IsReachable),
                _ => HubRule.Asking(feed, step, now, RandomNumberGenerator.GetHexString(32, lowercase: true), RandomNumberGenerator.GetHexString(64, lowercase: true)),
            };
            if (await feeds.TryReplaceAsync(next, read, cancellation))
                return step is HubStep.Subscribe or HubStep.Unsubscribe ? next : null;
        }

        return null;
    }

    private async Task AskAsync(Feed feed, CancellationToken cancellation)
    {
        if (feed.Push is not { AskedAt: { } asked } push || !Uri.TryCreate(push.Hub, UriKind.Absolute, out var hub))
            return;
        var mode = push.State == HubState.Leaving ? "unsubscribe" : "subscribe";
        var answer = await fetcher.FetchAsync(new FetchRequest(hub) { Form = Form(feed.Id, push, mode), Accept = "*/*" }, cancellation);
        if (answer is Accepted)
        {
            Log.HubAsked(logger, feed.Title, mode, hub.IdnHost);
            return;
        }

        while (await feeds.FindAsync(feed.Id, cancellation) is { } read && HubRule.Declined(read.Value, asked, answer, time.GetUtcNow()) is { } next)
        {
            if (!await feeds.TryReplaceAsync(next, read, cancellation))
                continue;
            Log.HubDeclined(logger, feed.Title, mode, next.Push?.LastError ?? "");
            return;
        }
    }

    private string Form(string feedId, HubSubscription push, string mode)
    {
        var fields = new List<KeyValuePair<string, string>>
        {
            new("hub.mode", mode),
            new("hub.topic", push.Topic),
            new("hub.callback", callback.Url(feedId, push.Token)),
        };
        if (mode == "subscribe")
        {
            fields.Add(new("hub.lease_seconds", HubRule.LeaseAsked.TotalSeconds.ToString(CultureInfo.InvariantCulture)));
            fields.Add(new("hub.secret", push.Secret));
        }

        return string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
    }

    private static partial class Log
    {
        [LoggerMessage(1111, LogLevel.Information, "Hub of {Feed} asked to {Mode}: {Hub}", EventName = "HubAsked")]
        internal static partial void HubAsked(ILogger logger, string feed, string mode, string hub);

        [LoggerMessage(1112, LogLevel.Warning, "Hub of {Feed} did not take the request to {Mode}: {Reason}", EventName = "HubDeclined")]
        internal static partial void HubDeclined(ILogger logger, string feed, string mode, string reason);
    }
}
