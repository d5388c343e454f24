using Alerts.Detection;
using Alerts.Feeds.Dedupe;
using Alerts.Pipeline.Storage;
using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.Signals;

/// <summary>Enters signals, adds outlets to them, and sends their messages.</summary>
public sealed partial class SignalBook(SignalStore signals, MessageQueues queues, TimeProvider time, ILogger<SignalBook> logger)
{
    // A row holds a megabyte; readers look at a handful.
    private const int MostSources = 60;

    /// <summary>Enters a signal; where it is known, its first source becomes one more source of it.</summary>
    internal async Task EnterAsync(Signal signal, CancellationToken cancellation)
    {
        while (!await signals.TryInsertAsync(signal, cancellation))
        {
            if (await CorroborateAsync(signal.Id, signal.Sources[0], signal.Quiet || signal.Late, cancellation))
                return;
        }
    }

    /// <summary>Adds an outlet to a signal. One that was quiet speaks up; an independent source is news to those who asked for more than one.</summary>
    /// <param name="mute">The outlet's article does not mail.</param>
    /// <returns>False where there is no such signal.</returns>
    internal async Task<bool> CorroborateAsync(string signalId, SignalSource source, bool mute, CancellationToken cancellation)
    {
        while (await signals.FindAsync(signalId, cancellation) is { } read)
        {
            var signal = read.Value;
            if (signal.Sources.Any(known => known.ArticleId == source.ArticleId) || signal.Sources.Count >= MostSources)
                return true;
            var sketch = TextSketch.Parse(source.Sketch);
            var copy = sketch is not null && signal.Sources.Any(known => TextSketch.Parse(known.Sketch)?.IsNear(sketch) == true);
            var speaksUp = signal.Quiet && !mute;
            var changed = signal with
            {
                Sources = [.. signal.Sources, source with { WireCopy = copy }],
                Quiet = signal.Quiet && mute,
                Late = signal.Late && !speaksUp,
                Detected = speaksUp ? time.GetUtcNow() : signal.Detected,
            };
            if (await signals.TryReplaceAsync(changed, read.Tag, pending: !changed.Quiet && (speaksUp || !copy), cancellation))
                return true;
        }

        return false;
    }

    /// <summary>Takes an article back out of a signal that it lost the race for; a signal without sources goes.</summary>
    internal async Task WithdrawAsync(string signalId, string articleId, CancellationToken cancellation)
    {
        while (await signals.FindAsync(signalId, cancellation) is { } read)
        {
            var left = read.Value.Sources.Where(source => source.ArticleId != articleId).ToList();
            var gone = left.Count == 0
                ? await signals.TryDeleteAsync(signalId, read.Tag, cancellation)
                : await signals.TryReplaceAsync(read.Value with { Sources = left }, read.Tag, pending: false, cancellation);
            if (gone)
                return;
        }
    }

    /// <summary>Lists a change or statement and sends a signal's message, where that has not been done.</summary>
    internal async Task AnnounceAsync(string signalId, CancellationToken cancellation)
    {
        if (await signals.FindAsync(signalId, cancellation) is not { Value: var signal })
            return;
        if (signal.Quiet)
        {
            if (signal.Kind == SignalKind.Change)
                await signals.ListAsync(signal, cancellation);
            return;
        }

        if (!await signals.IsPendingAsync(signalId, cancellation))
            return;
        if (signal.Kind != SignalKind.Keyword)
            await signals.ListAsync(signal, cancellation);
        await queues.SendAsync(new SignalMessage(signalId), cancellation);
        await signals.MarkSentAsync(signalId, cancellation);
        Log.SignalFound(
            logger, signal.Kind, signal.Actor, signal.Topic ?? signal.Query ?? "", signal.From?.Position ?? Position.Unknown, signal.To,
            signal.Sources.Count, signal.Sources[0].Proof.Quote);
    }

    private static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Information, "{Kind}: {Actor}, {Topic}: {From} -> {To} ({Sources} sources): {Quote}", EventName = "SignalFound")]
        internal static partial void SignalFound(ILogger logger, SignalKind kind, string actor, string topic, Position from, Position to, int sources, string quote);
    }
}
