using Alerts.Pipeline.Polling;

namespace Alerts.Cli.Feeds;

/// <summary>A feed as the commands print it.</summary>
/// <param name="Url">Where it is asked.</param>
internal sealed record FeedRow(
    string Id,
    string Title,
    string Url,
    FeedState State,
    DateTimeOffset? LastSuccess,
    DateTimeOffset? LastArticle,
    DateTimeOffset NextPoll,
    string? Why,
    int Failures,
    string? LastError)
{
    /// <summary>So many digits of an id are shown; any prefix that only one feed has will do as input.</summary>
    public const int ShortId = 8;

    public static FeedRow Of(Feed feed) => new(
        feed.Id, feed.Title, feed.Address, feed.State, feed.LastSuccess, feed.LastArticle, feed.NextPoll, feed.Why, feed.Failures, feed.LastError);
}
