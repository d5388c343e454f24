using System.Text;
using Alerts.Detection;
using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>The alert as plain text: the same facts in the same order as the HTML, the proof between asterisks (a line that begins with "&gt;" would be an answer's). Pure.</summary>
internal static class AlertMailText
{
    internal static string Compose(AlertMailModel model, Letterhead letterhead, SiteLinks links)
    {
        var signal = model.Signal;
        var text = new StringBuilder();
        AppendFacts(text, signal, links, Times(signal, model.Sent));
        text.Append("\n-- \nYou get this because you follow ").AppendJoin("; ", model.Matched).Append(".\n");
        if (model.LastOfTheDay is { } most)
            text.Append(CapNote(most)).Append('\n');
        text.Append("Unsubscribe: ").Append(links.Unsubscribe(model.UnsubscribeToken)).Append('\n');
        text.Append("Change your alerts: ").Append(links.Manage).Append('\n');
        text.Append("This alert is wrong: ").Append(links.Signal(signal.Id)).Append("#wrong\n");
        text.Append(letterhead.PostalAddress).Append('\n');
        return text.ToString();
    }

    /// <summary>All that is to say of one signal.</summary>
    internal static void AppendFacts(StringBuilder text, SignalView signal, SiteLinks links, IReadOnlyList<string> times)
    {
        text.Append(Kicker(signal)).Append('\n').Append(Wording.Headline(signal)).Append("\n\n");
        if (signal.CorrectsId is { } wrong)
            text.Append(CorrectionLead(signal)).Append("\nThe alert that was wrong: ").Append(links.Signal(wrong)).Append("\n\n");
        text.Append(NowLabel(signal)).Append('\n');
        if (!SetsRight(signal))
            Quote(text, signal.To);
        if (signal.From is { } before && (before.Proof is not null || before.AsOf is not null))
        {
            text.Append('\n').Append(BeforeLabel(signal, before)).Append('\n');
            Quote(text, before);
        }

        if (signal.LedgerFrom is { } held)
        {
            text.Append('\n').Append(HeldLabel(held)).Append('\n');
            Quote(text, held);
        }

        if (signal.Sources.Count > 1 && !SetsRight(signal))
        {
            text.Append("\nAlso reported by\n");
            foreach (var source in signal.Sources.Skip(1))
            {
                text.Append("- ").Append(source.Outlet).Append(": ").Append(source.Title).Append(source.Echo is { } echo ? $" ({echo})" : "").Append('\n');
                if (source.SafeUrl is { } url)
                    text.Append("  ").Append(url).Append('\n');
            }
        }

        if (!SetsRight(signal))
        {
            text.Append("\nWhy this alert\n").AppendJoin(' ', ReasonWords.Of(signal)).Append(" Rule ").Append(signal.Why.Rule).Append(".\n");
            if (signal.Confidence is { } confidence)
                text.Append("\nHow sure\n").Append(confidence.Sentence).Append('\n');
        }

        text.Append("\nSee the evidence: ").Append(links.Signal(signal.Id)).Append('\n');
        if (signal.Topic is { } topic)
            text.Append("Where everyone stands on ").Append(topic.Name).Append(": ").Append(links.Topic(topic.Id)).Append('\n');
        text.Append('\n').AppendJoin('\n', times.Select(Capital)).Append('\n');
    }

    /// <summary>Whether it corrects or retracts: its sources are those that were wrong, and prove nothing of what holds now.</summary>
    internal static bool SetsRight(SignalView signal) => signal.Kind is SignalKind.Correction or SignalKind.Retraction;

    internal static string BeforeLabel(SignalView signal, PositionView before) =>
        $"{(SetsRight(signal) ? "Told by mistake" : "Before")}: {Wording.Of(before)}{(before.AsOf is { } since ? ", as of " + Wording.Day(since) : "")}";

    /// <summary>Above a mail that sets an earlier one right.</summary>
    internal static string CorrectionLead(SignalView signal) =>
        $"We told you otherwise before, and it was wrong{(signal.CorrectionReason is { Length: > 0 } reason ? ": " + reason : ".")}";

    /// <summary>Where the text names another position as the one left than the one we held.</summary>
    internal static string HeldLabel(PositionView held) => $"We held: {Wording.Of(held)}{(held.AsOf is { } since ? ", as of " + Wording.Day(since) : "")}";

    internal static string CapNote(int most) =>
        $"With this, today's {Wording.Count(most, "alert", "alerts")} are reached: what else comes today goes to your digest.";

    internal static string Kicker(SignalView signal) => signal switch
    {
        { Kind: SignalKind.Keyword } => "Keyword match",
        { Kind: SignalKind.Statement } => "Statement of position",
        { Kind: SignalKind.Correction } => "Correction",
        { Kind: SignalKind.Retraction } => "Retraction",
        { Why.Magnitude: Magnitude.Reversal } => "Reversal of position",
        _ => "Change of position",
    };

    internal static string NowLabel(SignalView signal)
    {
        var asOf = signal.To.AsOf is { } at ? ", " + Wording.Day(at) : "";
        return signal.Kind switch
        {
            SignalKind.Keyword => "The passage" + asOf,
            // The mail's day says nothing of when the position was taken.
            SignalKind.Correction or SignalKind.Retraction => $"What holds: {Wording.Of(signal.To)}",
            _ => $"Now: {Wording.Of(signal.To)}{asOf}",
        };
    }

    internal static IReadOnlyList<string> Times(SignalView signal, DateTimeOffset sent)
    {
        var times = signal.Times;
        var lines = new List<string>(4);
        if (times.Published is { } published)
            lines.Add($"Published {Wording.Moment(published)}");
        if (times.Polled is { } polled)
            lines.Add($"first seen {Wording.Moment(polled)}");
        lines.Add($"detected {Wording.Moment(times.Detected)}");
        lines.Add($"sent {Wording.Moment(sent)}");
        return lines;
    }

    private static string Capital(string line) => char.ToUpperInvariant(line[0]) + line[1..];

    private static void Quote(StringBuilder text, PositionView view)
    {
        if (view.Proof is { } proof)
        {
            var marked = proof.Before.Length + proof.After.Length == 0 ? proof.Quote : $"{proof.Before}*{proof.Quote}*{proof.After}";
            text.Append('\u201C').Append(marked).Append("\u201D\n");
        }

        if (view.Source is not { } source)
            return;
        text.Append(source.Outlet).Append(": ").Append(source.Title);
        if (source.Published is { } published)
            text.Append(", ").Append(Wording.Moment(published));
        text.Append('\n');
        if (source.SafeUrl is { } url)
            text.Append(url).Append('\n');
    }
}
