using System.Runtime.CompilerServices;
using Alerts.Pipeline.Opinion;
using Alerts.Pipeline.Storage;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Polling;

/// <summary>The table <c>Articles</c>. Beside a row whose message has not gone out lies a marker, written in the same batch.</summary>
public sealed class ArticleStore(StorageAccount account)
{
    private readonly Table table = account.Table(TableNames.Articles);

    /// <summary>Writes a new article, pending.</summary>
    /// <returns>False where it is known.</returns>
    public async Task<bool> TryInsertAsync(Article article, CancellationToken cancellation) =>
        await table.TrySubmitAsync(
        [
            new(TableTransactionActionType.Add, ToEntity(article)),
            new(TableTransactionActionType.UpsertReplace, Marker(article.Id, article.FirstSeen)),
        ],
        cancellation);

    /// <summary>
    /// Takes in a new version of a known article, pending: its words, and when they changed. What it was when we saw it first
    /// (feed, link, date, first sight, quiet) stays, and so do second opinions.
    /// </summary>
    /// <returns>False where the article is another feed's, has these words already, or is not known.</returns>
    internal async Task<bool> TryReviseAsync(Article version, CancellationToken cancellation)
    {
        while (await table.FindAsync(Keys.Article(version.Id), cancellation) is { } row)
        {
            var known = FromEntity(row);
            if (known.FeedId != version.FeedId || known.Version.Length == 0 || known.Version == version.Version)
                return false;
            var revised = version.Revised is { } at && at > known.AsOf ? at : version.FirstSeen;
            row.WithText(nameof(Article.Title), version.Title)
                .With(nameof(Article.Language), version.Language)
                .With(nameof(Article.Sketch), version.Sketch)
                .With(nameof(Article.Version), version.Version)
                .With(nameof(Article.Revised), revised);
            if (await table.TrySubmitAsync(
                [
                    new(TableTransactionActionType.UpdateReplace, row, row.ETag),
                    new(TableTransactionActionType.UpsertReplace, Marker(version.Id, version.FirstSeen)),
                ],
                cancellation))
                return true;
        }

        return false;
    }

    /// <summary>Whether the message of a known article may not have gone out.</summary>
    public async Task<bool> IsPendingAsync(string articleId, CancellationToken cancellation) =>
        await table.FindAsync(Keys.PendingArticle(articleId), cancellation) is not null;

    /// <summary>Its message has gone out.</summary>
    public async Task MarkSentAsync(string articleId, CancellationToken cancellation) =>
        await table.DeleteAsync(Keys.PendingArticle(articleId), cancellation);

    /// <returns>Null where the article is unknown or purged.</returns>
    public async Task<Article?> FindAsync(string articleId, CancellationToken cancellation) =>
        await table.FindAsync(Keys.Article(articleId), cancellation) is { } entity ? FromEntity(entity) : null;

    /// <summary>Keeps second opinions with their article; what was kept first stays.</summary>
    /// <returns>All that is kept.</returns>
    internal async Task<IReadOnlyDictionary<string, Judgement>> KeepAsync(string articleId, IReadOnlyDictionary<string, Judgement> judgements, CancellationToken cancellation)
    {
        while (await table.FindAsync(Keys.Article(articleId), cancellation) is { } row)
        {
            var all = new Dictionary<string, Judgement>(judgements, StringComparer.Ordinal);
            foreach (var (finding, judgement) in Judgements(row))
                all[finding] = judgement;
            row.WithJson(nameof(Article.Judgements), all);
            if (await table.TryReplaceAsync(row, row.ETag, cancellation))
                return all;
        }

        // Purged meanwhile: there is nothing to run again.
        return judgements;
    }

    /// <summary>Articles first seen since <paramref name="from"/>, in no order; reads the table through, so its answer is worth keeping a while.</summary>
    public async IAsyncEnumerable<Article> SinceAsync(DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var entity in table.QueryAsync(TableClient.CreateQueryFilter($"FirstSeen ge {from}"), cancellation))
            yield return FromEntity(entity);
    }

    /// <summary>A page of the ids of articles first seen before <paramref name="before"/>, and where the next one begins; null after the last.</summary>
    internal async Task<(IReadOnlyList<Versioned<string>> Rows, string? Next)> PastAsync(DateTimeOffset before, string? from, CancellationToken cancellation)
    {
        const int APage = 200;
        var (rows, next) = await table.PageAsync(TableClient.CreateQueryFilter($"FirstSeen lt {before}"), from, APage, cancellation);
        return ([.. rows.Select(row => new Versioned<string>(row.RowKey, row.ETag))], next);
    }

    /// <summary>Forgets an article in the version read; one that changed since stays.</summary>
    internal async Task TryDeleteAsync(Versioned<string> article, CancellationToken cancellation)
    {
        if (await table.TryDeleteAsync(Keys.Article(article.Value), article.Tag, cancellation))
            await MarkSentAsync(article.Value, cancellation);
    }

    /// <summary>Articles pending since before <paramref name="before"/>.</summary>
    public IAsyncEnumerable<string> PendingAsync(DateTimeOffset before, CancellationToken cancellation) =>
        PendingRows.ReadAsync(table, before, cancellation);

    private static TableEntity Marker(string articleId, DateTimeOffset since) =>
        EntityValues.Entity(Keys.PendingArticle(articleId)).With("Since", since);

    private static TableEntity ToEntity(Article article) => EntityValues.Entity(Keys.Article(article.Id))
        .With(nameof(Article.FeedId), article.FeedId)
        .WithText(nameof(Article.Outlet), article.Outlet)
        .WithText(nameof(Article.Title), article.Title)
        .WithText(nameof(Article.Link), article.Link)
        .With(nameof(Article.Published), article.Published)
        .With(nameof(Article.FirstSeen), article.FirstSeen)
        .With(nameof(Article.Language), article.Language)
        .With(nameof(Article.Sketch), article.Sketch)
        .With(nameof(Article.Quiet), article.Quiet)
        .With(nameof(Article.Version), article.Version)
        .With(nameof(Article.Revised), article.Revised);

    private static Article FromEntity(TableEntity row) => new(
        row.RowKey,
        row.Required(nameof(Article.FeedId)),
        row.Text(nameof(Article.Outlet)) ?? "",
        row.Text(nameof(Article.Title)) ?? "",
        row.Text(nameof(Article.Link)),
        row.Time(nameof(Article.Published)),
        row.Time(nameof(Article.FirstSeen)) ?? row.Timestamp ?? DateTimeOffset.UnixEpoch,
        row.Text(nameof(Article.Language)),
        row.Text(nameof(Article.Sketch)) ?? "",
        row.Flag(nameof(Article.Quiet)))
    {
        Judgements = Judgements(row),
        Version = row.Text(nameof(Article.Version)) ?? "",
        Revised = row.Time(nameof(Article.Revised)),
    };

    private static IReadOnlyDictionary<string, Judgement> Judgements(TableEntity row) =>
        row.FromJson<Dictionary<string, Judgement>>(nameof(Article.Judgements)) ?? Article.Unjudged;
}
