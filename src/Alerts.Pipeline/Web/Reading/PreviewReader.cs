using Alerts.Detection;
using Alerts.Detection.Queries;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Reading;

/// <summary>What a choice would have brought: signals of the last weeks for topics and actors, stored articles for keywords.</summary>
public sealed class PreviewReader(RecentArticles articles, SignalStore signals, TimeProvider time)
{
    private const int MostShown = 5;

    private static readonly TimeSpan Back = TimeSpan.FromDays(14);

    /// <param name="wishes">What is chosen.</param>
    /// <param name="when">When it would be mailed.</param>
    public async Task<Preview> ReadAsync(IReadOnlyCollection<Wish> wishes, MailTime when, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var recent = await articles.AllAsync(cancellation);
        var since = recent.Count > 0 ? recent[^1].Article.FirstSeen : now - Back;
        var matches = new List<PreviewMatch>();
        foreach (var query in wishes.Where(wish => wish.Watch.Kind == WatchKind.Query).Select(wish => KeywordQuery.Parse(wish.Watch.Value)))
            matches.AddRange(recent.Select(read => Match(query, read)).OfType<PreviewMatch>());

        var listed = new Dictionary<string, ListedSignal>(StringComparer.Ordinal);
        foreach (var wish in wishes.Where(wish => wish.Watch.Kind != WatchKind.Query))
        {
            await foreach (var signal in signals.ListedAsync(wish.Watch, since, cancellation))
            {
                if (signal.Kind != SignalKind.Statement || wish.Statements)
                    listed[signal.Id] = signal;
            }
        }

        var shown = new List<PreviewMatch>(matches.OrderByDescending(match => match.At).Take(MostShown));
        foreach (var one in listed.Values.OrderByDescending(signal => signal.AsOf).Take(MostShown))
        {
            if (await signals.FindAsync(one.Id, cancellation) is { Value: var signal })
                shown.Add(Match(signal));
        }

        return new Preview(
            [.. shown.OrderByDescending(match => match.At).Take(MostShown)], matches.Count + listed.Count, recent.Count, (now - since).TotalDays, when);
    }

    private static PreviewMatch? Match(KeywordQuery query, ReadArticle read) =>
        QueryReader.Match(query, "", read) is { } match ? new(match.Title, match.Proof, match.Source, null, match.At) : null;

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
