using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Forms;
using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Views;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>The link of the confirmation mail. Opening it changes nothing; its button does.</summary>
public sealed class ConfirmHandler(Enrolment enrolment, Catalogue catalogue, SiteLinks links)
{
    private const string Wording = "From the moment you press the button, this address gets a mail when there is news on:";

    public async Task<IResult> GetAsync(string token, CancellationToken cancellation)
    {
        if (await enrolment.FindConfirmationAsync(token, cancellation) is not { Expired: false } pending)
            return Notices.DeadLink(links);
        if (pending.Wishes.Count == 0)
            return Done();
        var view = new ButtonView(
            "Confirm your alerts",
            Wording,
            [.. pending.Wishes.Select(catalogue.Words)],
            links.Confirm(token),
            "Yes, mail me");
        return new PageResult<ButtonPage>(new() { [nameof(ButtonPage.View)] = view }, Caching.Never);
    }

    public async Task<IResult> PostAsync(HttpRequest request, string token, CancellationToken cancellation)
    {
        if (!FormOrigin.IsOurs(request, links))
            return Notices.ForeignForm(links);
        return await enrolment.ConfirmAsync(token, Wording, links.Confirm(""), cancellation) ? Done() : Notices.DeadLink(links);
    }

    private static IResult Done() => Notices.Page(new(
        "It has begun",
        ["Your alerts are confirmed. The next mail comes when somebody moves, and every mail has a link that ends it."]));
}
