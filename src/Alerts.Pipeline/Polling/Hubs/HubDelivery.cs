using Alerts.Feeds;
using Alerts.Feeds.Fetching;
using Alerts.Pipeline.Storage;
using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.Polling.Hubs;

/// <summary>What a hub sends.</summary>
/// <param name="Signature">The field X-Hub-Signature; null where it is absent.</param>
/// <param name="Link">The Link fields, joined by commas; null where they are absent.</param>
internal sealed record HubContent(ReadOnlyMemory<byte> Body, string? ContentType, string? Signature, string? Link);

/// <summary>Takes in what a hub delivers, as if a poll had found it.</summary>
public sealed partial class HubDelivery(FeedStore feeds, FeedIntake intake, TimeProvider time, ILogger<HubDelivery> logger)
{
    /// <summary>The feed whose callback this is; null where there is none, or what it gets is no longer wanted.</summary>
    internal async Task<Feed?> FindAsync(string feedId, string token, CancellationToken cancellation) =>
        await feeds.FindCallbackAsync(feedId, token, cancellation) is { Value: { State: FeedState.Active, Push.State: not HubState.Leaving } feed } ? feed : null;

    /// <summary>Takes in what is rightly signed and of the right topic; the rest is told to the log alone, as section 7.1 asks.</summary>
    internal async Task TakeAsync(Feed feed, HubContent content, CancellationToken cancellation)
    {
        if (Read(feed, content) is not { } document)
            return;
        var taken = await intake.TakeInAsync(feed, document, cancellation);
        // As with a poll the row comes last: where we end before it, the hub sends again or a poll finds the rest.
        for (Versioned<Feed>? current = await feeds.FindAsync(feed.Id, cancellation); current is not null; current = await feeds.FindAsync(feed.Id, cancellation))
        {
            if (!await feeds.TryReplaceAsync(HubRule.Delivered(current.Value, taken, time.GetUtcNow()), current, cancellation))
                continue;
            Log.HubDelivered(logger, feed.Title, taken.New.Count);
            return;
        }
    }

    private FeedDocument? Read(Feed feed, HubContent content)
    {
        // Found with it.
        var push = feed.Push!;
        if (!HubSignature.IsValid(content.Signature, push.Secret, content.Body.Span))
        {
            Log.DeliveryIgnored(logger, feed.Title, "its signature is not the hub's");
            return null;
        }

        var topic = new Uri(push.Topic);
        if (LinkField.Find(content.Link, "self", topic) is { } self && self != topic)
        {
            Log.DeliveryIgnored(logger, feed.Title, "it is of another topic");
            return null;
        }

        if (FeedReader.TryRead(content.Body, new FeedSource(topic, content.ContentType), out var problem) is { } document)
            return document;
        Log.DeliveryIgnored(logger, feed.Title, problem ?? "");
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(1115, LogLevel.Information, "Hub delivered {Feed}: {NewArticles} new", EventName = "HubDelivered")]
        internal static partial void HubDelivered(ILogger logger, string feed, int newArticles);

        [LoggerMessage(1116, LogLevel.Warning, "A delivery for {Feed} was ignored: {Reason}", EventName = "DeliveryIgnored")]
        internal static partial void DeliveryIgnored(ILogger logger, string feed, string reason);
    }
}
