using System.Security.Cryptography;
using System.Text;
using Alerts.Feeds.Scheduling;
using Alerts.Pipeline.Storage;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Polling;

/// <summary>The table <c>Feeds</c>.</summary>
public sealed class FeedStore(StorageAccount account)
{
    // The name ETag is taken: a row has one of its own.
    private const string Validator = "PublisherETag";

    private readonly Table table = account.Table(TableNames.Feeds);

    /// <summary>Adds a feed that is due at once; one that is known stays as it is, but a removed one is asked again.</summary>
    /// <param name="url">Absolute http(s) URL.</param>
    /// <param name="title">Null takes the feed's own title, once it is read.</param>
    /// <returns>The feed's id.</returns>
    public async Task<string> AddAsync(string url, string? title, DateTimeOffset now, CancellationToken cancellation)
    {
        var id = Ids.Feed(url);
        var feed = new Feed(id, url, title ?? "") { NextPoll = now };
        while (!await table.TryInsertAsync(ToEntity(feed), cancellation))
        {
            if (await FindAsync(id, cancellation) is not { } known)
                continue;
            if (known.Value.State == FeedState.Active || await TryReplaceAsync(known.Value with { State = FeedState.Active, NextPoll = now }, known, cancellation))
                break;
        }

        return id;
    }

    /// <summary>Ends the polling of a feed; its articles and what they showed stay.</summary>
    /// <returns>False where no such feed is known.</returns>
    public Task<bool> RemoveAsync(string url, CancellationToken cancellation) => RestAsync(url, FeedState.Removed, cancellation);

    /// <summary>Stops the polling of a feed until it is resumed.</summary>
    /// <returns>False where no such feed is known, or it is no longer followed.</returns>
    public Task<bool> PauseAsync(string url, CancellationToken cancellation) => RestAsync(url, FeedState.Paused, cancellation);

    /// <summary>Lets a feed that is paused be polled again, at once.</summary>
    /// <returns>False where no such feed is paused.</returns>
    public Task<bool> ResumeAsync(string url, DateTimeOffset now, CancellationToken cancellation) =>
        ChangeAsync(url, feed => feed.State == FeedState.Paused ? feed with { State = FeedState.Active, NextPoll = now } : null, cancellation);

    /// <summary>Has the pages of a feed's articles fetched for their whole text, or no longer.</summary>
    /// <returns>False where no such feed is known.</returns>
    public Task<bool> SetFullTextAsync(string url, bool fullText, CancellationToken cancellation) =>
        ChangeAsync(url, feed => feed with { FullText = fullText, PageError = null }, cancellation);

    public async Task<Versioned<Feed>?> FindAsync(string feedId, CancellationToken cancellation) =>
        await table.FindAsync(Keys.Feed(feedId), cancellation) is { } entity ? new(FromEntity(entity), entity.ETag) : null;

    /// <summary>The feed whose hub was given this callback; null where there is none. The token is compared in a time that tells nothing of it.</summary>
    internal async Task<Versioned<Feed>?> FindCallbackAsync(string feedId, string token, CancellationToken cancellation) =>
        Ids.IsId(feedId) && await FindAsync(feedId, cancellation) is { Value.Push: { } push } read
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(push.Token), Encoding.UTF8.GetBytes(token))
            ? read
            : null;

    public async Task<bool> TryReplaceAsync(Feed feed, Versioned<Feed> read, CancellationToken cancellation) =>
        await table.TryReplaceAsync(ToEntity(feed), read.Tag, cancellation);

    /// <summary>Active feeds to poll, and feeds of any state whose hub is to be asked, that no message has been sent for since <paramref name="queuedBefore"/>.</summary>
    internal async Task<DueFeeds> DueAsync(DateTimeOffset now, DateTimeOffset queuedBefore, CancellationToken cancellation)
    {
        var due = new DueFeeds([], []);
        var filter = TableClient.CreateQueryFilter($"(State eq 'Active' and NextPoll le {now}) or HubDue le {now}");
        await foreach (var entity in table.QueryAsync(filter, cancellation))
        {
            var feed = FromEntity(entity);
            if (feed.State == FeedState.Active && feed.NextPoll <= now && !(feed.Queued >= queuedBefore))
                due.Polls.Add(new(feed, entity.ETag));
            else if (feed.HubDue <= now && !(feed.HubQueued >= queuedBefore))
                due.Hubs.Add(new(feed, entity.ETag));
        }

        return due;
    }

    /// <summary>What the hub still delivers is declined at the next occasion.</summary>
    private Task<bool> RestAsync(string url, FeedState state, CancellationToken cancellation) => ChangeAsync(
        url,
        feed => state == FeedState.Paused && feed.State is FeedState.Removed or FeedState.Gone
            ? null
            : feed with { State = state, HubDue = feed.Push is null ? null : DateTimeOffset.UnixEpoch, HubQueued = null },
        cancellation);

    /// <param name="change">Null leaves the feed as it is.</param>
    private async Task<bool> ChangeAsync(string url, Func<Feed, Feed?> change, CancellationToken cancellation)
    {
        while (await FindAsync(Ids.Feed(url), cancellation) is { } known)
        {
            if (change(known.Value) is not { } changed)
                return false;
            if (await TryReplaceAsync(changed, known, cancellation))
                return true;
        }

        return false;
    }

    /// <summary>Every feed, in no order.</summary>
    public async Task<IReadOnlyList<Feed>> AllAsync(CancellationToken cancellation)
    {
        var all = new List<Feed>();
        await foreach (var entity in table.QueryAsync("State ne ''", cancellation))
            all.Add(FromEntity(entity));
        return all;
    }

    /// <summary>How the feeds fare as a whole, without reading what they have shown.</summary>
    internal async Task<FeedPulse> PulseAsync(CancellationToken cancellation)
    {
        var pulse = FeedPulse.None;
        await foreach (var row in table.QueryAsync(
            "State eq 'Active'", cancellation, only: [nameof(Feed.LastSuccess), nameof(Feed.NextPoll), nameof(Feed.Failures)]))
            pulse = pulse.With(row.Time(nameof(Feed.LastSuccess)), row.Time(nameof(Feed.NextPoll)), row.Int(nameof(Feed.Failures)));
        return pulse;
    }

    private static TableEntity ToEntity(Feed feed) => EntityValues.Entity(Keys.Feed(feed.Id))
        .WithText(nameof(Feed.Url), feed.Url)
        .With(nameof(Feed.Title), feed.Title)
        .With(nameof(Feed.State), feed.State)
        .WithText(nameof(Feed.MovedTo), feed.MovedTo)
        .WithText(nameof(Feed.MovingTo), feed.MovingTo)
        .With(nameof(Feed.Moves), feed.Moves)
        .WithText(Validator, feed.ETag)
        .With(nameof(Feed.LastModified), feed.LastModified)
        .With(nameof(Feed.NextPoll), feed.NextPoll)
        .With(nameof(Feed.Why), feed.Why)
        .With(nameof(Feed.Queued), feed.Queued)
        .With(nameof(Feed.FirstSuccess), feed.FirstSuccess)
        .With(nameof(Feed.LastSuccess), feed.LastSuccess)
        .With(nameof(Feed.LastArticle), feed.LastArticle)
        .With(nameof(Feed.Failures), feed.Failures)
        .WithText(nameof(Feed.LastError), feed.LastError)
        .With(nameof(Feed.LinksRepeat), feed.LinksRepeat)
        .With(nameof(Feed.History), feed.History.ToString())
        .WithJson(nameof(Feed.Hints), feed.Hints)
        .With(nameof(Feed.FullText), feed.FullText)
        .WithText(nameof(Feed.PageError), feed.PageError)
        .WithJson(nameof(Feed.Offer), feed.Offer)
        .WithJson(nameof(Feed.Push), feed.Push)
        .With(nameof(Feed.HubDue), feed.HubDue)
        .With(nameof(Feed.HubQueued), feed.HubQueued)
        .With(nameof(Feed.Seen), feed.Seen.ToBytes());

    private static Feed FromEntity(TableEntity row) => new(row.RowKey, row.Required(nameof(Feed.Url)), row.Text(nameof(Feed.Title)) ?? "")
    {
        State = row.Enum<FeedState>(nameof(Feed.State)),
        MovedTo = row.Text(nameof(Feed.MovedTo)),
        MovingTo = row.Text(nameof(Feed.MovingTo)),
        Moves = row.Int(nameof(Feed.Moves)),
        ETag = row.Text(Validator),
        LastModified = row.Text(nameof(Feed.LastModified)),
        NextPoll = row.Time(nameof(Feed.NextPoll)) ?? DateTimeOffset.UnixEpoch,
        Why = row.Text(nameof(Feed.Why)),
        Queued = row.Time(nameof(Feed.Queued)),
        FirstSuccess = row.Time(nameof(Feed.FirstSuccess)),
        LastSuccess = row.Time(nameof(Feed.LastSuccess)),
        LastArticle = row.Time(nameof(Feed.LastArticle)),
        Failures = row.Int(nameof(Feed.Failures)),
        LastError = row.Text(nameof(Feed.LastError)),
        LinksRepeat = row.Flag(nameof(Feed.LinksRepeat)),
        History = ArrivalHistory.Parse(row.Text(nameof(Feed.History)) ?? ""),
        Hints = row.FromJson<FeedHints>(nameof(Feed.Hints)) ?? FeedHints.None,
        FullText = row.Flag(nameof(Feed.FullText)),
        PageError = row.Text(nameof(Feed.PageError)),
        Offer = row.FromJson<HubOffer>(nameof(Feed.Offer)),
        Push = row.FromJson<HubSubscription>(nameof(Feed.Push)),
        HubDue = row.Time(nameof(Feed.HubDue)),
        HubQueued = row.Time(nameof(Feed.HubQueued)),
        Seen = SeenEntries.FromBytes(row.GetBinary(nameof(Feed.Seen))),
    };
}

/// <summary>What the timer sends for; a feed that is in both is polled first and its hub asked a minute later.</summary>
internal sealed record DueFeeds(List<Versioned<Feed>> Polls, List<Versioned<Feed>> Hubs);
