using Alerts.Detection;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Reading;

/// <summary>Reads the views of pages from the stores.</summary>
public sealed class SiteReader(SignalStore signals, LedgerStore ledger, Catalogue catalogue, TimeProvider time)
{
    // What a home page can hold and a reader will look at.
    private const int MostRecent = 12;
    private const int MonthsBack = 3;
    private const int MostOfActor = 30;

    private static readonly TimeSpan HomeHolds = TimeSpan.FromSeconds(30);

    private KeptHome home = new(DateTimeOffset.MinValue, new([], []));

    /// <summary>What moved lately, at most <see cref="HomeHolds"/> old: the page that is asked for most costs storage a dozen requests.</summary>
    public async Task<HomeView> HomeAsync(CancellationToken cancellation)
    {
        if (time.GetUtcNow() - home.At < HomeHolds)
            return home.View;
        var recent = new List<SignalView>();
        await foreach (var signal in signals.RecentAsync(time.GetUtcNow(), MonthsBack, cancellation))
        {
            recent.Add(SignalViews.Of(signal, catalogue));
            if (recent.Count == MostRecent)
                break;
        }

        home = new(time.GetUtcNow(), new HomeView(recent, catalogue.Families));
        return home.View;
    }

    /// <summary>What an actor did in the last year.</summary>
    /// <param name="statements">Also statements of position that are no change.</param>
    /// <returns>Null where the data know no such actor and no text told of one.</returns>
    public async Task<ActorView?> ActorAsync(string name, bool statements, CancellationToken cancellation)
    {
        var known = catalogue.FindActor(name);
        var actor = known ?? name;
        var listed = new List<string>();
        await foreach (var signal in signals.ListedAsync(new(WatchKind.Actor, actor), time.GetUtcNow().AddYears(-1), cancellation))
        {
            if (signal.Kind != SignalKind.Statement || statements)
                listed.Add(signal.Id);
            if (listed.Count == MostOfActor)
                break;
        }

        if (known is null && listed.Count == 0)
            return null;
        var read = await Task.WhenAll(listed.Select(id => signals.FindAsync(id, cancellation)));
        return new ActorView(actor, [.. read.OfType<Versioned<Signal>>().DistinctBy(signal => signal.Value.Id, StringComparer.Ordinal).Select(signal => SignalViews.Of(signal.Value, catalogue))], statements);
    }

    /// <param name="actor">Shows this one alone; null for everyone.</param>
    /// <returns>Null where no topic has the id.</returns>
    public async Task<TopicView?> TopicAsync(string topicId, string? actor, CancellationToken cancellation)
    {
        if (catalogue.FindTopic(topicId) is not { } topic)
            return null;
        var records = await ledger.TopicAsync(topicId, cancellation);
        var actors = records.Where(record => actor is null || record.Now.Key.Actor.Equals(actor, StringComparison.OrdinalIgnoreCase)).Select(SignalViews.Of)
            .OrderByDescending(one => one.Moves.Count > 1 ? one.Moves[0].AsOf : null)
            .ThenBy(one => one.Actor, StringComparer.Ordinal);
        return new TopicView(new(topic.Id, topic.Name), topic.Proposition, [.. actors], time.GetUtcNow())
        {
            Choice = [.. records.Select(record => record.Now.Key.Actor).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Chosen = actor,
        };
    }

    /// <returns>Null where no signal has the id.</returns>
    public async Task<SignalView?> SignalAsync(string signalId, CancellationToken cancellation) =>
        await signals.FindAsync(signalId, cancellation) is { } signal ? SignalViews.Of(signal.Value, catalogue) : null;

    // One object, so that requests that run at once read both of one making.
    private sealed record KeptHome(DateTimeOffset At, HomeView View);
}
