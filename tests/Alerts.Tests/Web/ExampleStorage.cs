using Alerts.Detection;
using Alerts.Pipeline.Signals;
using Microsoft.Extensions.DependencyInjection;
using Signal = Alerts.Pipeline.Signals.Signal;

namespace Alerts.Tests.Web;

/// <summary>One change of one actor, with its ledger, as the stages would have stored it.</summary>
internal static class ExampleStorage
{
    internal const string SignalId = "0123456789abcdef0123456789abcdef";

    private static readonly StanceKey Key = new("nato-membership", "Ukraine", "Ukraine");

    internal static async Task FillAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var (old, now) = (Source("a1", "Ukraine insists on joining NATO.", -40), Source("a2", "Ukraine has dropped its bid to join NATO & asks for <guarantees>.", 0));
        var ledger = services.GetRequiredService<LedgerStore>();
        var signals = services.GetRequiredService<SignalStore>();
        var signal = new Signal(SignalId, SignalKind.Change, "Ukraine", "nato-membership", "Ukraine", Position.Neutral, Examples.Now, Examples.Now, [now])
        {
            From = new Held(Position.Favor, Commitment.Firm, null, old.Published, old, null),
            Commitment = Commitment.Conditional,
            Condition = "for guarantees",
            Act = "drop",
            Magnitude = Magnitude.Partial,
            Basis = Basis.Both,
        };
        await signals.TryInsertAsync(signal, cancellation);
        await signals.ListAsync(signal, cancellation);
        await ledger.TryWriteAsync(
            Key,
            [Entry(old, Position.Favor, Commitment.Firm, null), Entry(now, Position.Neutral, Commitment.Conditional, SignalId)],
            new Stance(Key, Position.Neutral, Commitment.Conditional, "for guarantees", Examples.Now, Examples.Now, now.ArticleId, now, SignalId),
            null,
            cancellation);
    }

    private static SignalSource Source(string articleId, string sentence, int days)
    {
        var quote = sentence.Contains("dropped its bid", StringComparison.Ordinal) ? "dropped its bid" : sentence.TrimEnd('.');
        var at = Examples.Now.AddDays(days);
        return new(articleId, "f1", "Meridian Wire", "A headline", "https://meridian.example/" + articleId, at, at, "0", new(sentence, sentence.IndexOf(quote, StringComparison.Ordinal), quote.Length, "active.drop", "dropped", null));
    }

    private static StanceEntry Entry(SignalSource source, Position position, Commitment commitment, string? signalId) =>
        new(Key, source.FirstSeen, SignalKind.Statement, position, commitment, null, "drop", source, signalId, false);
}
