using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Forms;
using Alerts.Pipeline.Web.Views;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>"This alert is wrong": what a reader says of a signal goes to the operator's review list. The signal itself stays as it is.</summary>
public sealed class WrongAlertHandler(SignalStore signals, ReviewStore reviews, Cooldown cooldown, SiteLinks links, TimeProvider time)
{
    private const int LongestComment = 1000;
    private const int MostFromOneNetwork = 20;

    public async Task<IResult> PostAsync(HttpRequest request, string id, CancellationToken cancellation)
    {
        if (!FormOrigin.IsOurs(request, links))
            return Notices.ForeignForm(links);
        var body = await FormBody.ReadAsync(request, cancellation);
        if (body.Refusal is { } status)
            return Notices.BadForm(status);
        var (fault, comment) = (body.One("fault"), body.One("comment").Trim());
        if (WrongAlert.Faults.All(known => known.Id != fault) || comment.Length > LongestComment)
            return Notices.BadForm(StatusCodes.Status400BadRequest);
        if (await signals.FindAsync(id, cancellation) is not { Value: var signal })
            return Notices.NotFound("signal");
        if (!await cooldown.TryTakeAsync("wrong-from", ClientAddress.Of(request), MostFromOneNetwork, TimeSpan.FromHours(1), cancellation))
            return Notices.TooOften();
        await reviews.AddAsync(new(signal.Id, fault, comment, time.GetUtcNow()), cancellation);
        return Notices.Page(new("Thank you", ["It is on the list of what we look at again."], new("Back to the signal", links.Signal(signal.Id))));
    }
}
