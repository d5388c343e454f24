using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Reading;

/// <summary>Reads the views of pages from the stores.</summary>
public sealed class SiteReader(SignalStore signals, LedgerStore ledger, Catalogue catalogue, TimeProvider time)
{
    // What a home page can hold and a reader will look at.
    private const int MostRecent = 12;
    private const int MonthsBack = 3;

    public async Task<HomeView> HomeAsync(CancellationToken cancellation)
    {
        var recent = new List<SignalView>();
        await foreach (var signal in signals.RecentAsync(time.GetUtcNow(), MonthsBack, cancellation))
        {
            recent.Add(SignalViews.Of(signal, catalogue));
            if (recent.Count == MostRecent)
                break;
        }

        return new HomeView(recent, catalogue.Families);
    }

    /// <returns>Null where no topic has the id.</returns>
    public async Task<TopicView?> TopicAsync(string topicId, CancellationToken cancellation)
    {
        if (catalogue.FindTopic(topicId) is not { } topic)
            return null;
        var records = await ledger.TopicAsync(topicId, cancellation);
        var actors = records.Select(SignalViews.Of)
            .OrderByDescending(actor => actor.Moves.Count > 1 ? actor.Moves[0].AsOf : null)
            .ThenBy(actor => actor.Actor, StringComparer.Ordinal);
        return new TopicView(new(topic.Id, topic.Name), topic.Proposition, [.. actors], time.GetUtcNow());
    }

    /// <returns>Null where no signal has the id.</returns>
    public async Task<SignalView?> SignalAsync(string signalId, CancellationToken cancellation) =>
        await signals.FindAsync(signalId, cancellation) is { } signal ? SignalViews.Of(signal.Value, catalogue) : null;
}
