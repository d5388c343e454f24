using Alerts.Detection.Queries;
using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Syndication;
using Alerts.Pipeline.Web.Views;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>What a keyword query finds among the latest articles, as a page and as JSON, RSS and Atom, to be followed without mail.</summary>
public sealed class QueryHandler(QueryReader reader, SiteLinks links)
{
    private const int Longest = 500;

    /// <param name="request">Its query's <c>q</c> holds the keyword query.</param>
    /// <param name="form">json, rss or atom; null for the page.</param>
    public async Task<IResult> GetAsync(HttpRequest request, string? form, CancellationToken cancellation)
    {
        var typed = request.Query["q"].ToString().Trim();
        if (typed.Length == 0 && string.IsNullOrEmpty(form))
            return Page(new("", [], 0), StatusCodes.Status200OK);
        var (query, fault) = Read(typed);
        if (query is null)
        {
            return string.IsNullOrEmpty(form)
                ? Page(new(typed.Length > Longest ? "" : typed, [], 0, fault), StatusCodes.Status422UnprocessableEntity)
                : Results.Json(new { error = fault }, statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        var view = await reader.ReadAsync(query, cancellation);
        if (string.IsNullOrEmpty(form))
            return Page(view, StatusCodes.Status200OK);
        var head = new FeedHead(
            $"{view.Text}: articles", $"Articles that match {view.Text}, each with the sentence that shows it.", links.Query(view.Text), links.Query(view.Text, form));
        return Documents.In(form, () => JsonDocuments.Of(view, links), () => head, () => FeedItem.Of(view, links), links) ?? Notices.NotFound("form of this page");
    }

    private static (KeywordQuery? Query, string? Fault) Read(string typed)
    {
        if (typed.Length > Longest)
            return (null, $"A query has at most {Longest} characters.");
        return KeywordQuery.TryParse(typed, out var query, out var error) ? (query, null) : (null, error.ToString());
    }

    private static PageResult<QueryPage> Page(QueryView view, int status) => new(new() { [nameof(QueryPage.View)] = view }, Caching.Minute, status);
}
