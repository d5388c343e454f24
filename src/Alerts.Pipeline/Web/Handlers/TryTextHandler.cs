using Alerts.Pipeline.OwnData;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Forms;
using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Views;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>Explains a pasted text. Nothing of it is kept or logged.</summary>
public sealed class TryTextHandler(DetectorSource detectors, Catalogue catalogue, Cooldown cooldown, SiteLinks links, TimeProvider time)
{
    private const int LongestText = 20_000;
    private const int MostBytes = 3 * 4 * LongestText; // Percent-encoding at its worst.
    private const int MostFromOneNetwork = 60;

    public static IResult Get() => Page(new TryView("", null, [], null, null), StatusCodes.Status200OK);

    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!FormOrigin.IsOurs(request, links))
            return Notices.ForeignForm(links);
        var body = await FormBody.ReadAsync(request, cancellation, MostBytes);
        if (body.Refusal is { } status)
            return Notices.BadForm(status);
        var text = body.One("text");
        var fault = string.IsNullOrWhiteSpace(text) ? "Paste some text first." : text.Length > LongestText ? $"That is too long; the most is {LongestText} characters." : null;
        if (fault is not null)
            return Page(new TryView(text.Length > LongestText ? text[..LongestText] : text, null, [], null, fault), StatusCodes.Status422UnprocessableEntity);
        if (!await cooldown.TryTakeAsync("try-from", ClientAddress.Of(request), MostFromOneNetwork, TimeSpan.FromHours(1), cancellation))
            return Notices.TooOften();
        return Page(TriedText.Read(text, detectors.Current, catalogue, time.GetUtcNow()), StatusCodes.Status200OK);
    }

    private static PageResult<TryPage> Page(TryView view, int status) => new(new() { [nameof(TryPage.View)] = view }, Caching.Never, status);
}
