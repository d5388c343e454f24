using System.Globalization;
using System.Text;
using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>The confirmation as plain text. Pure.</summary>
internal static class ConfirmationMailText
{
    internal const string Subject = "Confirm your alerts";

    internal static string Compose(ConfirmationMailModel model, Letterhead letterhead, SiteLinks links)
    {
        var text = new StringBuilder("Confirm your alerts\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Somebody, hopefully you, asked on {Wording.Moment(model.Asked)} that this address be told about:\n");
        foreach (var line in model.AskedFor)
            text.Append("- ").Append(line).Append('\n');
        text.Append("\nTo confirm, open this page and press the button:\n").Append(links.Confirm(model.Token)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"\nIf it was not you, do nothing: without the confirmation nothing more is mailed, and the link is dead after {model.DaysValid} days.\n");
        text.Append("\n-- \nSent because the form at ").Append(links.Home).Append(" was filled in with this address.\n");
        text.Append(letterhead.PostalAddress).Append('\n');
        return text.ToString();
    }
}
