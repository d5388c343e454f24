using Alerts.Detection.Queries;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Web.Reading;

/// <summary>An article with its text.</summary>
public sealed record ReadArticle(Article Article, string Text)
{
    private readonly Lazy<QueryDocument> document = new(() => new(Article.Title, Text, Article.Outlet, Article.Language));

    /// <summary>Cut into words when a query first asks for it.</summary>
    public QueryDocument Document => document.Value;
}

/// <summary>The latest stored articles, for previews. Kept in memory for some minutes: a preview costs storage nothing but for the first.</summary>
public sealed class RecentArticles(ArticleStore articles, ArticleTexts texts, TimeProvider time) : IDisposable
{
    private const int Most = 2000;
    private const int AtOnce = 16;

    private static readonly TimeSpan Back = TimeSpan.FromDays(14);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim one = new(1, 1);
    private (DateTimeOffset At, IReadOnlyList<ReadArticle> All) kept = (DateTimeOffset.MinValue, []);

    public void Dispose() => one.Dispose();

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ReadArticle>> AllAsync(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow();
            if (now - kept.At >= Fresh)
                kept = (now, await ReadAsync(now, cancellation));
            return kept.All;
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<IReadOnlyList<ReadArticle>> ReadAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var found = new List<Article>();
        await foreach (var article in articles.SinceAsync(now - Back, cancellation))
            found.Add(article);
        var known = kept.All.ToDictionary(read => read.Article.TextName, StringComparer.Ordinal);
        var all = new List<ReadArticle>(Math.Min(found.Count, Most));
        foreach (var some in found.OrderByDescending(article => article.FirstSeen).Take(Most).Chunk(AtOnce))
        {
            all.AddRange(await Task.WhenAll(some.Select(async article =>
                known.GetValueOrDefault(article.TextName) ?? new ReadArticle(article, await texts.FindAsync(article.TextName, cancellation) ?? ""))));
        }

        return all;
    }
}
