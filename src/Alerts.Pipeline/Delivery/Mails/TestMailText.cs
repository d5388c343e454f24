using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>The operator's test mail as plain text. Pure.</summary>
internal static class TestMailText
{
    internal const string Subject = "Alerts: a test mail";

    internal static string Lead(TestMailModel model) =>
        $"This mail was sent on {Wording.Moment(model.Sent)} by the provider {model.Provider}, because an operator asked for a test. It has the sender, the frame and the headers of every other mail from here.";

    internal const string Hint = "If it landed among unwanted mail, look at the sender domain's SPF, DKIM and DMARC records.";

    internal static string Compose(TestMailModel model, Letterhead letterhead, SiteLinks links) => $"""
        A test mail

        {Lead(model)}

        {Hint}

        --{' '}
        Sent by the operator of {links.Home}
        {letterhead.PostalAddress}

        """;
}
