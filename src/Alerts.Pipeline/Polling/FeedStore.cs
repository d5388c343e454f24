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
    public async Task<bool> RemoveAsync(string url, CancellationToken cancellation)
    {
        while (await FindAsync(Ids.Feed(url), cancellation) is { } known)
        {
            if (await TryReplaceAsync(known.Value with { State = FeedState.Removed }, known, cancellation))
                return true;
        }

        return false;
    }

    public async Task<Versioned<Feed>?> FindAsync(string feedId, CancellationToken cancellation) =>
        await table.FindAsync(Keys.Feed(feedId), cancellation) is { } entity ? new(FromEntity(entity), entity.ETag) : null;

    public async Task<bool> TryReplaceAsync(Feed feed, Versioned<Feed> read, CancellationToken cancellation) =>
        await table.TryReplaceAsync(ToEntity(feed), read.Tag, cancellation);

    /// <summary>Active feeds whose time has come and that no message has been sent for since <paramref name="queuedBefore"/>.</summary>
    public async Task<IReadOnlyList<Versioned<Feed>>> DueAsync(DateTimeOffset now, DateTimeOffset queuedBefore, CancellationToken cancellation)
    {
        var due = new List<Versioned<Feed>>();
        var filter = TableClient.CreateQueryFilter($"State eq 'Active' and NextPoll le {now}");
        await foreach (var entity in table.QueryAsync(filter, cancellation))
        {
            var feed = FromEntity(entity);
            if (feed.Queued is not { } queued || queued < queuedBefore)
                due.Add(new(feed, entity.ETag));
        }

        return due;
    }

    /// <summary>Every feed, in no order.</summary>
    public async Task<IReadOnlyList<Feed>> AllAsync(CancellationToken cancellation)
    {
        var all = new List<Feed>();
        await foreach (var entity in table.QueryAsync("State ne ''", cancellation))
            all.Add(FromEntity(entity));
        return all;
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
        Seen = SeenEntries.FromBytes(row.GetBinary(nameof(Feed.Seen))),
    };
}
