using System.Text.Json;
using System.Text.Json.Nodes;
using Alerts.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.Storage;

/// <summary>
/// Tells three failures apart. What can never succeed goes to the poison queue at once, with its reason. A known outage sends the
/// message again, with a growing delay, for up to a day. Everything else is thrown: the host tries again and then poisons.
/// </summary>
public sealed partial class MessageHandling(MessageQueues queues, AlertsMetrics metrics, TimeProvider time, ILogger<MessageHandling> logger)
{
    /// <summary>The version of message records that this code reads.</summary>
    internal const int Version = 1;

    internal static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <param name="function">Who handles, for the poison message.</param>
    public async Task RunAsync<T>(string function, T message, Func<T, CancellationToken, Task> handle, CancellationToken cancellation)
        where T : IMessage
    {
        try
        {
            if (message.Version != Version)
                throw new PermanentFailure($"The message has version {message.Version}; this release reads {Version}. Run the release that wrote it, or delete it.");
            await handle(message, cancellation);
        }
        catch (KnownOutage outage)
        {
            await DelayAsync(function, message, outage, cancellation);
        }
        catch (PermanentFailure failure)
        {
            await PoisonAsync(function, message, failure.Message, cancellation);
        }
    }

    /// <summary>The wait before the next try: half a minute, doubling up to an hour, and never less than was asked for.</summary>
    internal static TimeSpan DelayOf(int times, TimeSpan? asked)
    {
        var grown = FirstDelay * Math.Pow(2, Math.Min(times, 20));
        var wait = grown < LongestDelay ? grown : LongestDelay;
        return asked > wait ? asked.Value : wait;
    }

    private async Task DelayAsync(string function, IMessage message, KnownOutage outage, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var first = message.Delayed?.FirstFailure ?? now;
        var rest = outage.Rest ?? message;
        var wait = DelayOf(message.Delayed?.Times ?? 0, outage.RetryAfter);
        if (now + wait - first > GiveUpAfter)
        {
            await PoisonAsync(function, rest, $"Given up after a day: {outage.Message}", cancellation, first);
            return;
        }

        var again = Serialize(rest);
        again["delayed"] = JsonSerializer.SerializeToNode(new Delay((message.Delayed?.Times ?? 0) + 1, first), EntityValues.Json);
        await queues.SendAsync(MessageQueues.QueueOf(rest), JsonSerializer.SerializeToUtf8Bytes(again), cancellation, wait);
        metrics.Failed(message);
        Log.Delayed(logger, function, outage.Message, wait);
    }

    private async Task PoisonAsync(string function, IMessage message, string reason, CancellationToken cancellation, DateTimeOffset? firstFailure = null)
    {
        var now = time.GetUtcNow();
        var poison = new JsonObject
        {
            ["function"] = function,
            ["reason"] = reason,
            ["firstFailure"] = firstFailure ?? message.Delayed?.FirstFailure ?? now,
            ["failed"] = now,
            ["message"] = Serialize(message),
        };
        await queues.SendAsync(QueueNames.Poison(MessageQueues.QueueOf(message)), JsonSerializer.SerializeToUtf8Bytes(poison), cancellation);
        metrics.Failed(message);
        Log.Poisoned(logger, function, reason);
    }

    // A record always serializes to an object.
    private static JsonNode Serialize(IMessage message) => JsonSerializer.SerializeToNode(message, message.GetType(), EntityValues.Json)!;

    private static partial class Log
    {
        [LoggerMessage(1901, LogLevel.Warning, "{Function}: {Reason}; tried again in {Wait}", EventName = "MessageDelayed")]
        internal static partial void Delayed(ILogger logger, string function, string reason, TimeSpan wait);

        [LoggerMessage(1902, LogLevel.Error, "{Function}: {Reason}; moved to the poison queue", EventName = "MessagePoisoned")]
        internal static partial void Poisoned(ILogger logger, string function, string reason);
    }
}
