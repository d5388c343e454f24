using Alerts.Detection.Queries;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Reading;

/// <summary>Finds what a keyword query matches among the latest stored articles; nobody need be subscribed to it.</summary>
public sealed class QueryReader(RecentArticles articles)
{
    /// <summary>Matches that are told; with so many there may be more.</summary>
    internal const int Most = 50;

    public async Task<QueryView> ReadAsync(KeywordQuery query, CancellationToken cancellation)
    {
        var recent = await articles.AllAsync(cancellation);
        var id = Ids.Query(query.Canonical);

        // Newest first: what comes after enough matches is not looked at.
        var matches = recent.Select(read => Match(query, id, read)).OfType<QueryMatchView>().Take(Most).OrderByDescending(match => match.At);
        return new QueryView(query.Canonical, [.. matches], recent.Count);
    }

    /// <returns>Null where the article does not match.</returns>
    internal static QueryMatchView? Match(KeywordQuery query, string queryId, ReadArticle read)
    {
        var article = read.Article;
        if (query.Find(read.Document) is not [var evidence, ..])
            return null;
        return new QueryMatchView(
            Ids.Match(article.Id, queryId),
            article.Title,
            Passage.Cut(evidence.Quote, evidence.Terms[0].Start - evidence.Span.Start, evidence.Terms[0].Length),
            new SourceView(article.Outlet, article.Title, article.Link, article.Published),
            article.AsOf);
    }
}
