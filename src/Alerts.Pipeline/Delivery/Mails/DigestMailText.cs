using System.Globalization;
using System.Text;
using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>The digest as plain text: the same facts in the same order as the HTML, the proof between asterisks (a line that begins with "&gt;" would be an answer's). Pure.</summary>
internal static class DigestMailText
{
    internal static string Subject(DigestMailModel model) =>
        "Digest: " + MailHeaders.Subject(model.First, model.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {model.Count - 1} more") : "");

    internal static string Compose(DigestMailModel model, Letterhead letterhead, SiteLinks links)
    {
        var text = new StringBuilder();
        text.Append(Title(model)).Append('\n').Append(Lead(model)).Append('\n');
        foreach (var group in model.Groups)
        {
            text.Append("\n== ").Append(group.Title).Append(" ==\n");
            foreach (var signal in group.Signals)
                Append(text, signal, links);
            if (group.Topic is { } topic)
                text.Append("\nWhere everyone stands on ").Append(topic.Name).Append(": ").Append(links.Topic(topic.Id)).Append('\n');
        }

        if (model.Brief.Count > 0)
        {
            text.Append("\n== In brief ==\n");
            foreach (var signal in model.Brief)
                text.Append("- ").Append(Wording.Headline(signal)).Append("\n  ").Append(links.Signal(signal.Id)).Append('\n');
        }

        if (model.Unmoved.Count > 0)
        {
            text.Append("\n== Nothing moved ==\n");
            foreach (var unmoved in model.Unmoved)
                text.Append("- ").Append(unmoved.Topic.Name).Append(": ").Append(Unmoved(unmoved)).Append("\n  ").Append(links.Topic(unmoved.Topic.Id)).Append('\n');
        }

        text.Append("\n-- \n").Append(Why(model)).Append('\n');
        text.Append("Unsubscribe from these: ").Append(links.Unsubscribe(model.UnsubscribeToken)).Append('\n');
        text.Append("Change your alerts: ").Append(links.Manage).Append('\n');
        text.Append(letterhead.PostalAddress).Append('\n');
        return text.ToString();
    }

    internal static string Title(DigestMailModel model) => "Your digest of " + model.Day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    internal static string Lead(DigestMailModel model)
    {
        var changes = model.Groups.SelectMany(group => group.Signals).Concat(model.Brief).Count(signal => signal.Kind == Detection.SignalKind.Change);
        var what = changes > 0 ? Wording.Count(changes, "change of position", "changes of position") : "No change of position";
        var others = model.Count - changes;
        var more = others > 0 ? $", {Wording.Count(others, "other signal", "other signals")}" : "";
        return $"{what}{more}.{(model.MostADay is { } most ? $" Some of it comes here because no more than {Wording.Count(most, "alert", "alerts")} a day are mailed at once." : "")}";
    }

    internal static string Why(DigestMailModel model) => $"You get this because you follow {string.Join("; ", model.Matched)}.";

    internal static string Unmoved(UnmovedTopic unmoved) => $"no change since {Wording.Day(unmoved.Since)}";

    /// <summary>"Ukraine: favor -> neutral"; under its group's title the topic goes without saying.</summary>
    internal static string Headline(SignalView signal, string arrow) => signal.Kind == Detection.SignalKind.Keyword
        ? Wording.Movement(signal, arrow)
        : $"{signal.Actor}{(signal.About is { } about && about != signal.Actor ? $", about {about}" : "")}: {Wording.Movement(signal, arrow)}";

    /// <summary>"14 Mar 2026, Meridian Wire and 2 more; likely".</summary>
    internal static string Origin(SignalView signal) =>
        $"{(signal.To.AsOf is { } at ? Wording.Day(at) + ", " : "")}{signal.Sources[0].Outlet}{(signal.Sources.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {signal.Sources.Count - 1} more") : "")}{(signal.Confidence is { } confidence ? "; " + confidence.Words : "")}";

    private static void Append(StringBuilder text, SignalView signal, SiteLinks links)
    {
        text.Append('\n').Append(Headline(signal, "->")).Append('\n');
        if (signal.To.Proof is { } proof)
        {
            var marked = proof.Before.Length + proof.After.Length == 0 ? proof.Quote : $"{proof.Before}*{proof.Quote}*{proof.After}";
            text.Append('\u201C').Append(marked).Append("\u201D\n");
        }

        text.Append(Origin(signal)).Append('\n');
        if (signal.Sources[0].SafeUrl is { } url)
            text.Append("Read it: ").Append(url).Append('\n');
        text.Append("See the evidence: ").Append(links.Signal(signal.Id)).Append('\n');
    }
}
