using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Alerts.Local.Sample;

/// <summary>Serves the outlets: their feeds with validators, and a page for each article.</summary>
/// <param name="root">The address everything below /sample is served at, without a slash at its end.</param>
/// <param name="editions">What is out.</param>
internal sealed class SampleSite(string root, SampleEditions editions)
{
    internal string FeedUrl(SampleOutlet outlet) => $"{root}/sample/{outlet.Id}/feed";

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sample/next", () => editions.TryPublish() ? Results.NoContent() : Results.Conflict());
        routes.MapGet("/sample/{outlet}/feed", (string outlet) => SampleOutlet.All.FirstOrDefault(known => known.Id == outlet) is { } found ? Feed(found) : Results.NotFound());
        routes.MapGet("/sample/{outlet}/{slug}", (string outlet, string slug) =>
            editions.Out(outlet).Where(published => published.Article.Slug == slug).Select(published => published.Article).FirstOrDefault() is { } article
                ? Results.Content(Page(outlet, article), "text/html; charset=utf-8")
                : Results.NotFound());
    }

    private static string Page(string outlet, SampleArticle article)
    {
        var name = SampleOutlet.All.First(known => known.Id == outlet).Name;
        var title = WebUtility.HtmlEncode(article.Title);
        var body = string.Concat(article.Paragraphs.Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph)}</p>"));
        return $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{title} | {name}</title>
            <style>:root{"{color-scheme:light dark}"}body{"{font:18px/1.6 Georgia,serif;max-width:38rem;margin:2rem auto;padding:0 1rem}"}footer{"{opacity:.7;font-size:.8rem;margin-top:3rem}"}</style></head>
            <body><header>{name}</header><article><h1>{title}</h1>{body}</article>
            <footer>Written for the sample of Alerts: the outlet and the wording are invented.</footer></body></html>
            """;
    }

    private IResult Feed(SampleOutlet outlet)
    {
        SampleEntry[] entries = [.. editions.Out(outlet.Id).Select(published =>
            new SampleEntry(published.Article, new Uri($"{root}/sample/{outlet.Id}/{published.Article.Slug}"), published.Published))];
        var body = SampleFeedWriter.Write(outlet, new Uri(FeedUrl(outlet)), entries);
        editions.Read(outlet.Id);

        // Answers If-None-Match and If-Modified-Since with 304.
        return Results.Bytes(
            body,
            outlet.ContentType,
            lastModified: entries.Length == 0 ? null : entries[0].Published,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\""));
    }
}
