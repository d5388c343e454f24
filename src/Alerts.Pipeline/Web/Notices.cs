using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Views;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web;

/// <summary>Pages that say one thing, most of them that something is not so.</summary>
internal static class Notices
{
    internal static IResult Page(Notice notice, int status = StatusCodes.Status200OK) =>
        new PageResult<NoticePage>(new() { [nameof(NoticePage.Notice)] = notice }, Caching.Never, status);

    internal static IResult NotFound(string what) =>
        Page(new("Not here", [$"There is no {what} at this address. It may have been mistyped, or it is no longer kept."]), StatusCodes.Status404NotFound);

    /// <summary>For every link that a mail carries: used, expired, cut off or made up look alike.</summary>
    internal static IResult DeadLink(SiteLinks links) =>
        Page(
            new(
                "This link no longer works",
                ["It was used already, has expired, or did not survive its way here whole. If your mail program broke it into two lines, copy both together."],
                new("Subscribe again", links.Subscribe)),
            StatusCodes.Status404NotFound);

    internal static IResult ForeignForm(SiteLinks links) =>
        Page(
            new("Please send the form from our page", ["Your browser says that this form was not sent from one of our pages, so nothing was done."], new("To the form", links.Subscribe)),
            StatusCodes.Status403Forbidden);

    internal static IResult BadForm(int status) => Page(
        status == StatusCodes.Status413PayloadTooLarge
            ? new("That was too much", ["The form holds less than what was sent. Nothing was done."])
            : new("That was not our form", ["What was sent does not read as the form of this page. Nothing was done."]),
        status);

    /// <summary>Something we need does not answer.</summary>
    internal static IResult Busy() => Page(
        new("Back in a moment", ["The memory of this site does not answer right now. Nothing was lost; try again in a minute."]),
        StatusCodes.Status503ServiceUnavailable);

    /// <summary>A fault of ours.</summary>
    internal static IResult Failed() => Page(
        new("Something broke here", ["It is our fault and is written down. Try again; if it happens once more, tell who runs this site (see the imprint)."]),
        StatusCodes.Status500InternalServerError);

    internal static IResult TooOften() => Page(
        new("A little slower, please", ["There were many requests from your network in a short time. Try again in an hour."]),
        StatusCodes.Status429TooManyRequests);
}
