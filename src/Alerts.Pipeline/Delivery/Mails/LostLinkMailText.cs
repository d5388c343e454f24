using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>The link to one's own page as plain text. Pure.</summary>
internal static class LostLinkMailText
{
    internal const string Subject = "Your alerts: the link to your page";

    internal static string Compose(LostLinkMailModel model, Letterhead letterhead, SiteLinks links) => $"""
        Your alerts

        Behind this link you can change, pause or end your alerts, move them to another address, and have everything erased. It was asked for on {Wording.Moment(model.Asked)}.

        {links.ManageWith(model.Token)}

        Keep it to yourself: whoever has it can do the same. If you did not ask for it, do nothing; nobody but this mailbox got it.

        --{' '}
        Sent because the form at {links.Manage} was filled in with this address.
        {letterhead.PostalAddress}

        """;
}
