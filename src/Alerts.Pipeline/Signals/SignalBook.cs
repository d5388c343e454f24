using System.Text.Json;
using Alerts.Detection;
using Alerts.Pipeline.Storage;
using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.Signals;

/// <summary>Enters signals, keeps them as the ledger has them, and sends their messages.</summary>
public sealed partial class SignalBook(SignalStore signals, MessageQueues queues, TimeProvider time, ILogger<SignalBook> logger)
{
    /// <summary>Enters a signal of one article: a match, a statement; one that is known stays.</summary>
    internal async Task EnterAsync(Signal signal, CancellationToken cancellation)
    {
        if (await signals.TryInsertAsync(signal, cancellation))
            return;
        if (await signals.FindRowAsync(signal.Id, cancellation) is { Value.Superseded: not null })
            await PutAsync(signal, cancellation);
    }

    /// <summary>
    /// Writes a signal as the ledger has it. One that was quiet speaks up with the first outlet that is news; an independent source
    /// more is news to those who asked for more than one.
    /// </summary>
    internal async Task PutAsync(Signal signal, CancellationToken cancellation)
    {
        while (!await signals.TryInsertAsync(signal, cancellation))
        {
            if (await signals.FindRowAsync(signal.Id, cancellation) is not { } read)
                continue;
            var known = read.Value;
            var quiet = known.Quiet && signal.Quiet;
            var speaksUp = known.Quiet && !quiet;
            var next = signal with
            {
                Detected = speaksUp ? time.GetUtcNow() : known.Detected,
                Quiet = quiet,
                Late = signal.Late && (known.Late || known.Quiet),
                Corrects = known.Corrects,
                CorrectedBy = known.CorrectedBy,
                Formerly = [.. known.Formerly.Union(signal.Formerly, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            };
            if (IsSame(next, known))
                return;
            var pending = !quiet && (speaksUp || known.Superseded is not null || next.IndependentSources > known.IndependentSources);
            // Listed before it is so, and taken off its old place after: a run that ends in between leaves one row too many, which readers pass over.
            var isMoved = next.AsOf != known.AsOf;
            if (isMoved)
                await signals.ListAsync(next, cancellation);
            if (!await signals.TryReplaceAsync(next, read.Tag, pending, cancellation))
                continue;
            if (isMoved)
                await signals.UnlistAsync(known, cancellation);
            return;
        }
    }

    /// <summary>These and all that they tell since.</summary>
    internal async Task<IReadOnlyList<string>> FormerAsync(IReadOnlyList<string> signalIds, CancellationToken cancellation)
    {
        var all = new HashSet<string>(signalIds, StringComparer.Ordinal);
        foreach (var signalId in signalIds)
            all.UnionWith((await signals.FindRowAsync(signalId, cancellation))?.Value.Formerly ?? []);
        return [.. all];
    }

    /// <summary>Marks a signal as corrected; with null it stands again.</summary>
    internal async Task CorrectAsync(string signalId, string? by, CancellationToken cancellation)
    {
        while (await signals.FindRowAsync(signalId, cancellation) is { } read && read.Value.CorrectedBy != by)
        {
            if (await signals.TryReplaceAsync(read.Value with { CorrectedBy = by }, read.Tag, pending: false, cancellation))
                return;
        }
    }

    /// <summary>Lets another signal tell what this one told; a signal that is not there, or that one already tells, stays as it is.</summary>
    /// <param name="by">Null where none does.</param>
    internal async Task SupersedeAsync(string signalId, string? by, CancellationToken cancellation)
    {
        while (await signals.FindRowAsync(signalId, cancellation) is { } read)
        {
            if (read.Value.Superseded != (by ?? "") && !await signals.TryReplaceAsync(read.Value with { Superseded = by ?? "" }, read.Tag, pending: false, cancellation))
                continue;
            // Also where it was superseded before: a run may have ended right then.
            await signals.UnlistAsync(read.Value, cancellation);
            await signals.MarkSentAsync(signalId, cancellation);
            return;
        }
    }

    /// <summary>Lists a change and sends a signal's message, where that has not been done.</summary>
    internal async Task AnnounceAsync(string signalId, CancellationToken cancellation)
    {
        if (await signals.FindRowAsync(signalId, cancellation) is not { Value: { Superseded: null } signal })
            return;
        var isListed = signal.Kind != SignalKind.Keyword;
        if (signal.Quiet)
        {
            if (isListed)
                await signals.ListAsync(signal, cancellation);
            return;
        }

        if (!await signals.IsPendingAsync(signalId, cancellation))
            return;
        if (isListed)
            await signals.ListAsync(signal, cancellation);
        await queues.SendAsync(new SignalMessage(signalId), cancellation);
        await signals.MarkSentAsync(signalId, cancellation);
        Log.SignalFound(
            logger, signal.Kind, signal.Actor, signal.Topic ?? signal.Query ?? "", signal.From?.Position ?? Position.Unknown, signal.To,
            signal.Sources.Count, signal.Sources[0].Proof.Quote);
    }

    private static bool IsSame(Signal one, Signal other) =>
        JsonSerializer.Serialize(one, EntityValues.Json) == JsonSerializer.Serialize(other, EntityValues.Json);

    private static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Information, "{Kind}: {Actor}, {Topic}: {From} -> {To} ({Sources} sources): {Quote}", EventName = "SignalFound")]
        internal static partial void SignalFound(ILogger logger, SignalKind kind, string actor, string topic, Position from, Position to, int sources, string quote);
    }
}
