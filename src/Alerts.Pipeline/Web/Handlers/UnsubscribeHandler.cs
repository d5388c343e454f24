using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Forms;
using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Views;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>The unsubscribe link of a mail. Opening it changes nothing. A POST ends what the mail's subscriptions were, from our page or, without any
/// sign of a browser, from a mail provider (RFC 8058): the token alone is the right to do it, so no origin is asked for.</summary>
public sealed class UnsubscribeHandler(Enrolment enrolment, UnsubscribeTokens tokens, Catalogue catalogue, SiteLinks links)
{
    public async Task<IResult> GetAsync(string token, CancellationToken cancellation)
    {
        if (await tokens.ReadAsync(token, cancellation) is not { } request)
            return Notices.DeadLink(links);
        var view = new ButtonView(
            "Unsubscribe",
            "This ends the mails about:",
            [.. request.Watches.Select(catalogue.Words)],
            links.Unsubscribe(token),
            "Unsubscribe",
            "End all my alerts");
        return new PageResult<ButtonPage>(new() { [nameof(ButtonPage.View)] = view }, Caching.Never);
    }

    public async Task<IResult> PostAsync(HttpRequest request, string token, CancellationToken cancellation)
    {
        if (await tokens.ReadAsync(token, cancellation) is not { } ended)
            return Notices.DeadLink(links);

        // A provider may send multipart or nothing at all: what cannot be read as our form is its one click.
        var form = await FormBody.ReadAsync(request, cancellation);
        if (form.One("all") == "1")
            await enrolment.UnsubscribeAllAsync(ended.SubscriberId, cancellation);
        else
            await enrolment.UnsubscribeAsync(ended, cancellation);
        return Notices.Page(new(
            "Done",
            [form.One("all") == "1" ? "All your alerts have ended. No mail follows." : "These mails have ended. What else you watch goes on."],
            new("What moved lately", links.Home)));
    }
}
