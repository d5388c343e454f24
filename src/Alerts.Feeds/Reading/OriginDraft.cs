namespace Alerts.Feeds.Reading;

/// <summary>An entry's source while its elements come in.</summary>
internal sealed class OriginDraft
{
    public FeedContent? Title { get; set; }

    public string? Link { get; set; }

    public string? Id { get; set; }

    /// <summary>Null when nothing is known.</summary>
    public FeedOrigin? Finish() =>
        Title is null && Link is null && Id is null ? null : new FeedOrigin(Title is null ? null : Html.PlainTitle.Of(Title), Link, Id);
}
