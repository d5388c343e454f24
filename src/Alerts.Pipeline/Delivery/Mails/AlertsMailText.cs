using System.Globalization;
using System.Text;
using Alerts.Pipeline.Web;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>Joined alerts as plain text: the same facts in the same order as the HTML. Pure.</summary>
internal static class AlertsMailText
{
    internal static string Subject(AlertsMailModel model) =>
        MailHeaders.Subject(model.Signals[0], string.Create(CultureInfo.InvariantCulture, $" and {model.Signals.Count - 1} more"));

    internal static string Title(AlertsMailModel model) => string.Create(CultureInfo.InvariantCulture, $"{model.Signals.Count} alerts that came within minutes");

    internal static string Compose(AlertsMailModel model, Letterhead letterhead, SiteLinks links)
    {
        var text = new StringBuilder(Title(model)).Append('\n');
        foreach (var signal in model.Signals)
        {
            text.Append('\n').Append('=', 20).Append('\n');
            AlertMailText.AppendFacts(text, signal, links, AlertMailText.Times(signal, model.Sent));
            text.Append("This alert is wrong: ").Append(links.Signal(signal.Id)).Append("#wrong\n");
        }

        text.Append("\n-- \nYou get this because you follow ").AppendJoin("; ", model.Matched).Append(".\n");
        if (model.LastOfTheDay is { } most)
            text.Append(AlertMailText.CapNote(most)).Append('\n');
        text.Append("Unsubscribe: ").Append(links.Unsubscribe(model.UnsubscribeToken)).Append('\n');
        text.Append("Change your alerts: ").Append(links.Manage).Append('\n');
        text.Append(letterhead.PostalAddress).Append('\n');
        return text.ToString();
    }
}
