using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Forms;
using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Views;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>The sign-up form. The answer to a good form is the same, in words and in work, whether the address is known, new, or wants no mail.</summary>
public sealed class SubscribeHandler(
    Enrolment enrolment, MessageQueues queues, Cooldown cooldown, PreviewReader previews, Catalogue catalogue, SiteLinks links, TimeProvider time)
{
    private const int MostFromOneNetwork = 20;
    private const int MostPreviews = 60;
    private const int LongestText = 500;

    /// <summary>Shows the form, with what the address names already chosen.</summary>
    public IResult Get(HttpRequest request)
    {
        var topics = request.Query["topic"].Where(id => id is not null && catalogue.FindTopic(id) is not null).Select(id => id ?? "");
        var input = SubscribeInput.Empty with { Topics = [.. topics], Actors = Short(request.Query["actors"]), Query = Short(request.Query["query"]) };
        return Form(input, SubscribeFaults.None, StatusCodes.Status200OK);

        static string Short(string? text) => text is { Length: <= LongestText } ? text : "";
    }

    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!FormOrigin.IsOurs(request, links))
            return Notices.ForeignForm(links);
        var body = await FormBody.ReadAsync(request, cancellation);
        if (body.Refusal is { } status)
            return Notices.BadForm(status);

        // A field that people do not see; what fills it in is told what people are told, and nothing is done.
        if (body.One("website").Length > 0)
            return Sent();

        var form = SubscribeForm.Read(body, catalogue);
        if (body.One("do") == "preview")
            return await PreviewAsync(request, form, cancellation);
        if (form.Faults.Any || form.Address is null)
            return Form(form.Input, form.Faults, StatusCodes.Status422UnprocessableEntity);
        if (!await cooldown.TryTakeAsync("signup-from", ClientAddress.Of(request), MostFromOneNetwork, TimeSpan.FromHours(1), cancellation))
            return Notices.TooOften();

        var id = await enrolment.SignUpAsync(form.Address.Text, form.Wishes, cancellation);
        await queues.SendAsync(new LinkMessage(id, LinkPurpose.Confirm, time.GetUtcNow()), cancellation);
        return Sent();
    }

    /// <summary>The form again, with what the choice would have brought; the address is neither needed nor looked at.</summary>
    private async Task<IResult> PreviewAsync(HttpRequest request, SubscribeForm form, CancellationToken cancellation)
    {
        if (!form.ChoiceIsGood)
            return Form(form.Input, form.Faults with { Address = null }, StatusCodes.Status422UnprocessableEntity);
        if (!await cooldown.TryTakeAsync("preview-from", ClientAddress.Of(request), MostPreviews, TimeSpan.FromHours(1), cancellation))
            return Notices.TooOften();
        var preview = await previews.ReadAsync(form.Wishes, form.Input.When, cancellation);
        return Form(form.Input, SubscribeFaults.None, StatusCodes.Status200OK, preview);
    }

    private PageResult<SubscribePage> Form(SubscribeInput input, SubscribeFaults faults, int status, Preview? preview = null) => new(
        new() { [nameof(SubscribePage.View)] = new SubscribeView(catalogue.Families, catalogue.Actors, input, faults, preview) },
        Caching.Never,
        status);

    private static IResult Sent() => Notices.Page(new(
        "Look into your mail",
        [
            "If mail can reach the address, a message with a link is on its way. Follow the link and press the button: then it begins.",
            "Nothing there after some minutes? Look among the spam, or fill in the form again. A link holds for seven days.",
        ]));
}
