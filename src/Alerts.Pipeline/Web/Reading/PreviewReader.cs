using Alerts.Detection.Queries;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Reading;

/// <summary>What a choice would have brought: changes of the last weeks for topics and actors, stored articles for keywords.</summary>
public sealed class PreviewReader(RecentArticles articles, SignalStore signals, TimeProvider time)
{
    private const int MostShown = 5;
    private const int MostSignals = 200;
    private const int MonthsBack = 2;

    private static readonly TimeSpan Back = TimeSpan.FromDays(14);

    public async Task<Preview> ReadAsync(IReadOnlyCollection<Watch> watches, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var recent = await articles.AllAsync(cancellation);
        var since = recent.Count > 0 ? recent[^1].Article.FirstSeen : now - Back;
        var matches = new List<PreviewMatch>();
        foreach (var query in watches.Where(watch => watch.Kind == WatchKind.Query).Select(watch => KeywordQuery.Parse(watch.Value)))
            matches.AddRange(recent.Select(read => Match(query, read)).OfType<PreviewMatch>());

        var (topics, actors) = (Values(watches, WatchKind.Topic), Values(watches, WatchKind.Actor));
        var looked = 0;
        await foreach (var signal in signals.RecentAsync(now, MonthsBack, cancellation))
        {
            if (signal.AsOf < since || ++looked > MostSignals)
                break;
            if (topics.Contains(signal.Topic ?? "") || actors.Contains(signal.Actor))
                matches.Add(Match(signal));
        }

        return new Preview([.. matches.OrderByDescending(match => match.At).Take(MostShown)], matches.Count, recent.Count, (now - since).TotalDays);
    }

    private static HashSet<string> Values(IEnumerable<Watch> watches, WatchKind kind) =>
        watches.Where(watch => watch.Kind == kind).Select(watch => watch.Value).ToHashSet(StringComparer.Ordinal);

    private static PreviewMatch? Match(KeywordQuery query, ReadArticle read)
    {
        var (article, text) = (read.Article, read.Text);
        if (query.Find(new QueryDocument(article.Title, text, article.Outlet, article.Language)) is not [var evidence, ..])
            return null;
        return new PreviewMatch(
            article.Title,
            Passage.Cut(evidence.Quote, evidence.Terms[0].Start - evidence.Span.Start, evidence.Terms[0].Length),
            new SourceView(article.Outlet, article.Title, article.Link, article.Published),
            null,
            article.AsOf);
    }

    private static PreviewMatch Match(Signal signal)
    {
        var first = signal.Sources[0];
        return new PreviewMatch(
            $"{signal.Actor}: {first.Title}",
            Passage.Cut(first.Proof.Sentence, first.Proof.Start, first.Proof.Length),
            new SourceView(first.Outlet, first.Title, first.Link, first.Published),
            signal.Id,
            signal.AsOf);
    }
}
