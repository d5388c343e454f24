using System.Globalization;
using System.Text.Json;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Forms;
using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Views;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>A subscriber's own page, and the form that mails the link to it.</summary>
public sealed class ManageHandler(OwnPage own, AddressHash hash, MessageQueues queues, Cooldown cooldown, Catalogue catalogue, SiteLinks links, TimeProvider time)
{
    private const int MostFromOneNetwork = 20;

    private static readonly JsonSerializerOptions Readable = new(EntityValues.Json) { WriteIndented = true, NewLine = "\n" };

    /// <param name="request">Its query may name a page of the subscriptions.</param>
    /// <param name="token">Null shows the form that mails the link.</param>
    public async Task<IResult> GetAsync(HttpRequest request, string? token, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(token))
            return LostLink(null, StatusCodes.Status200OK);
        return await own.FindAsync(token, cancellation) is { } read
            ? await PageAsync(request, read.Value, token, null, ManageFaults.None, cancellation)
            : DeadLink();
    }

    public async Task<IResult> PostAsync(HttpRequest request, string? token, CancellationToken cancellation)
    {
        if (!FormOrigin.IsOurs(request, links))
            return Notices.ForeignForm(links);
        var body = await FormBody.ReadAsync(request, cancellation);
        if (body.Refusal is { } status)
            return Notices.BadForm(status);
        if (string.IsNullOrEmpty(token))
            return await MailLinkAsync(request, body, cancellation);
        if (await own.FindAsync(token, cancellation) is not { } read)
            return DeadLink();
        return body.One("do") switch
        {
            "save" => await SaveAsync(request, read, token, body, cancellation),
            "move" => await MoveAsync(request, read, token, body, cancellation),
            "download" => await DownloadAsync(read.Value, cancellation),
            "end-links" => await EndLinksAsync(read, cancellation),
            "erase" => await EraseAsync(request, read, token, body, cancellation),
            _ => Notices.BadForm(StatusCodes.Status400BadRequest),
        };
    }

    /// <summary>The same answer and the same work for every address; whether it is known is seen by the worker that mails, and by nobody else.</summary>
    private async Task<IResult> MailLinkAsync(HttpRequest request, FormBody body, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(body.One("address"), out var address, out var mend))
            return LostLink(mend, StatusCodes.Status422UnprocessableEntity);
        if (!await cooldown.TryTakeAsync("link-from", ClientAddress.Of(request), MostFromOneNetwork, TimeSpan.FromHours(1), cancellation))
            return Notices.TooOften();
        await queues.SendAsync(new LinkMessage(await hash.SubscriberAsync(address.Text, cancellation), LinkPurpose.Manage, time.GetUtcNow()), cancellation);
        return Notices.Page(new("Look into your mail", ["If this address has alerts here, the link to them is on its way."]));
    }

    private async Task<IResult> SaveAsync(HttpRequest request, Versioned<Subscriber> read, string token, FormBody body, CancellationToken cancellation)
    {
        var form = ManageForm.Read(body, await own.SubscriptionsAsync(read.Value, cancellation));
        if (form.Faults.Any)
            return await PageAsync(request, read.Value with { Preferences = form.Preferences, Zone = form.Zone }, token, null, form.Faults, cancellation);
        await own.SaveAsync(read, form.Preferences, form.Zone, form.Changed, form.Ended, cancellation);
        return await PageAsync(request, read.Value with { Preferences = form.Preferences, Zone = form.Zone }, token, "Saved.", ManageFaults.None, cancellation);
    }

    private async Task<IResult> MoveAsync(HttpRequest request, Versioned<Subscriber> read, string token, FormBody body, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(body.One("address"), out var address, out var mend))
            return await PageAsync(request, read.Value, token, null, new(Address: mend), cancellation);
        if (address.Text == read.Value.Address)
            return await PageAsync(request, read.Value, token, null, new(Address: "That is the address you have now."), cancellation);
        if (!await cooldown.TryTakeAsync("move-of", read.Value.Id, 5, TimeSpan.FromDays(1), cancellation))
            return Notices.TooOften();
        var id = await own.MoveAsync(read, address.Text, cancellation);
        await queues.SendAsync(new LinkMessage(id, LinkPurpose.Confirm, time.GetUtcNow()), cancellation);
        return await PageAsync(request, read.Value, token, "If mail can reach the new address, a confirmation is on its way there. Until it is confirmed, all stays as it is.", ManageFaults.None, cancellation);
    }

    private async Task<IResult> DownloadAsync(Subscriber subscriber, CancellationToken cancellation)
    {
        var data = new { subscriber, subscriptions = await own.SubscriptionsAsync(subscriber, cancellation) };
        return new DownloadResult(JsonSerializer.SerializeToUtf8Bytes(data, Readable), "application/json", "alerts.json");
    }

    private async Task<IResult> EndLinksAsync(Versioned<Subscriber> read, CancellationToken cancellation)
    {
        await own.EndLinksAsync(read, cancellation);
        return Notices.Page(new("The links have ended", ["Ask for a new one when you need it. Your alerts go on."], new("Mail me a new link", links.Manage)));
    }

    private async Task<IResult> EraseAsync(HttpRequest request, Versioned<Subscriber> read, string token, FormBody body, CancellationToken cancellation)
    {
        if (body.One("sure") != "1")
            return await PageAsync(request, read.Value, token, null, new(Erase: "Tick the box first: what is erased cannot be brought back."), cancellation);
        await own.EraseAsync(read, cancellation);
        return Notices.Page(new("Erased", ["Your address and everything kept with it are gone. No mail follows."]));
    }

    private async Task<IResult> PageAsync(
        HttpRequest request, Subscriber subscriber, string token, string? note, ManageFaults faults, CancellationToken cancellation)
    {
        var lines = (await own.SubscriptionsAsync(subscriber, cancellation)).Select(one => new ManagedLine(
            ManageForm.Name(one.Watch), catalogue.Words(one.Watch), one.When, one.Statements, one.LeastSources, one.Watch.Kind != WatchKind.Query));
        var view = new ManageView(subscriber.Address, links.ManageWith(token), [.. lines], subscriber.Preferences, subscriber.Zone ?? "UTC", note, faults)
        {
            Page = int.TryParse(request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1,
        };
        return new PageResult<ManagePage>(
            new() { [nameof(ManagePage.View)] = view }, Caching.Never, faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static PageResult<LostLinkPage> LostLink(string? fault, int status) =>
        new(new() { [nameof(LostLinkPage.Fault)] = fault }, Caching.Never, status);

    private IResult DeadLink() => Notices.Page(
        new("This link no longer works", ["It was ended, has expired, or did not survive its way here whole."], new("Mail me a new one", links.Manage)),
        StatusCodes.Status404NotFound);
}
