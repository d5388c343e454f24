using Alerts.Feeds;
using Alerts.Feeds.Fetching;
using Alerts.Feeds.Scheduling;
using Alerts.Pipeline.Polling.Hubs;

namespace Alerts.Pipeline.Polling;

/// <summary>How a poll ended, and what that makes of the feed's row. Pure.</summary>
/// <param name="Result">What the publisher answered; <see cref="Failed"/> also where the answer was no feed.</param>
/// <param name="Document">Null where no body came, or none that is a feed.</param>
internal sealed record PollOutcome(FetchResult Result, FeedDocument? Document, NewArticles Taken, DateTimeOffset Now)
{
    // One redirect may be a mistake of the moment; three in a row that lead to the feed are a move.
    private const int MovesNeeded = 3;

    public Feed Apply(Feed feed, PollLimits limits, double jitter) => Result switch
    {
        Fetched fetched when Document is not null => Planned(Succeeded(Moved(feed, fetched.PermanentUrl), Document) with
        {
            ETag = fetched.ETag,
            LastModified = fetched.LastModified,
            Seen = feed.Seen.With(Taken.Entries),
            LinksRepeat = Taken.LinksRepeat,
            Title = feed.Title.Length > 0 ? feed.Title : Document.Title.Length > 0 ? Document.Title : feed.Url,
            Hints = new(Document.TimeToLive, Document.SkipHours, Document.SkipDays),
            Offer = HubRule.OfferOf(fetched, Document),
        }, limits, jitter, fetched.Freshness),
        NotModified same => Planned(Succeeded(Moved(feed, same.PermanentUrl), null) with { ETag = same.ETag, LastModified = same.LastModified }, limits, jitter, same.Freshness),
        Gone => feed with { State = FeedState.Gone, Queued = null, LastError = "The publisher took the feed away (410)." },
        Throttled later => Planned(Failing(feed, $"The publisher asks us to come later ({later.Status})."), limits, jitter, null, later.RetryAfter),
        Failed failed => Planned(Failing(feed, failed.Reason), limits, jitter),
        _ => throw new InvalidOperationException($"No rule for {Result.GetType().Name}."),
    };

    private Feed Succeeded(Feed feed, FeedDocument? document) => feed with
    {
        Queued = null,
        Failures = 0,
        LastError = null,
        FirstSuccess = feed.FirstSuccess ?? (document is null ? null : Now),
        LastSuccess = Now,
        LastArticle = Taken.New.Count > 0 ? Now : feed.LastArticle,
        History = feed.History.With(Taken.New.Select(entry => entry.Article.AsOf), feed.LastSuccess, Now),
        Push = HubRule.AfterLook(feed.Push, Taken, Now),
    };

    private static Feed Failing(Feed feed, string reason) => feed with { Queued = null, Failures = feed.Failures + 1, LastError = reason };

    private static Feed Moved(Feed feed, Uri? permanent)
    {
        if (permanent?.AbsoluteUri is not { } to || to == feed.Address)
            return feed with { MovingTo = null, Moves = 0 };
        var moves = to == feed.MovingTo ? feed.Moves + 1 : 1;
        return moves >= MovesNeeded
            ? feed with { MovedTo = to, MovingTo = null, Moves = 0 }
            : feed with { MovingTo = to, Moves = moves };
    }

    private Feed Planned(Feed feed, PollLimits limits, double jitter, Freshness? freshness = null, TimeSpan? retryAfter = null)
    {
        var plan = PollSchedule.Next(
            new PollFacts(Now, feed.History)
            {
                FailuresInARow = feed.Failures,
                RetryAfter = retryAfter,
                FreshFor = freshness?.Lifetime,
                TimeToLive = feed.Hints.TimeToLive,
                SkipHours = feed.Hints.SkipHours,
                SkipDays = feed.Hints.SkipDays,
                IsPushed = HubRule.IsTrusted(feed.Push, Now),
                Jitter = jitter,
            },
            limits);
        return feed with { NextPoll = plan.At, Why = plan.Why };
    }
}
