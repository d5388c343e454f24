using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Polling.Pages;

/// <summary>Sends articles on that have been written, pending: to be read, or first to have their pages fetched.</summary>
public sealed class ArticleSending(ArticleStore articles, MessageQueues queues, TimeProvider time)
{
    // Ten pages of half a minute and their pauses stay within a function's ten minutes.
    private const int PagesAMessage = 10;

    /// <summary>To be read; its marker goes.</summary>
    internal async Task SendAsync(string articleId, CancellationToken cancellation)
    {
        await queues.SendAsync(new ArticleMessage(articleId), cancellation);
        await articles.MarkSentAsync(articleId, cancellation);
    }

    /// <summary>
    /// Sends for the pages of those that want theirs, a host's together. They stay pending meanwhile: what is not fetched in
    /// time RecoverWork sends on with the feed's own text.
    /// </summary>
    internal async Task SendPagesAsync(Feed feed, IReadOnlyList<NewArticle> taken, CancellationToken cancellation)
    {
        var wanted = taken.Where(entry => PageRule.IsWanted(feed, entry)).ToList();
        foreach (var host in wanted.Take(PageRule.MostAtOnce).GroupBy(entry => PageRule.HostOf(entry.Page) ?? "", StringComparer.Ordinal))
        {
            foreach (var some in host.Chunk(PagesAMessage))
                await queues.SendAsync(new PagesMessage(host.Key, feed.Id, [.. some.Select(entry => new PageToFetch(entry.Article.Id, entry.Page ?? ""))], time.GetUtcNow()), cancellation);
        }

        foreach (var entry in wanted.Skip(PageRule.MostAtOnce))
        {
            if (await articles.IsPendingAsync(entry.Article.Id, cancellation))
                await SendAsync(entry.Article.Id, cancellation);
        }
    }
}
