using Alerts.Feeds.Html;

namespace Alerts.Feeds.Reading;

/// <summary>An entry while its elements come in.</summary>
internal sealed class EntryDraft : Draft
{
    private int summaryRank = int.MaxValue;

    public FeedContent? Summary { get; private set; }

    public List<FeedContent> Contents { get; } = [];

    public List<Enclosure> Enclosures { get; } = [];

    public bool IdIsLink { get; set; }

    public string? CommentsLink { get; set; }

    public int? CommentCount { get; set; }

    public FeedOrigin? Origin { get; set; }

    /// <summary>
    /// Takes a summary; a lower rank wins. A second of the first rank is the content: RSS items with both a summary and a description
    /// give the short form first.
    /// </summary>
    public void OfferSummary(FeedContent? summary, int rank)
    {
        if (summary is null || rank > summaryRank)
            return;
        if (rank == summaryRank)
        {
            if (rank == 0)
                Contents.Add(summary);
            return;
        }
        Summary = summary;
        summaryRank = rank;
    }

    public FeedEntry Finish() => new()
    {
        Title = PlainTitle.Of(Title),
        TitleContent = Title,
        Link = Link ?? (IdIsLink ? Id : null),
        Id = Id ?? Link,
        IdIsLink = IdIsLink,
        Summary = Summary ?? (Contents.Count > 0 ? Contents[0] : null),
        Contents = Contents.ToArray(),
        Published = Published ?? Updated,
        Updated = Updated,
        Authors = Authors.ToArray(),
        Contributors = Contributors.ToArray(),
        Categories = Categories.ToArray(),
        Enclosures = Enclosures.ToArray(),
        Links = Links.ToArray(),
        CommentsLink = CommentsLink,
        CommentCount = CommentCount,
        Language = Language,
        Image = Image,
        Rights = Rights,
        Origin = Origin,
    };
}
