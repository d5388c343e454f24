using Alerts.Feeds.Html;

namespace Alerts.Feeds.Reading;

/// <summary>An entry while its elements come in.</summary>
internal sealed class EntryDraft : Draft
{
    private int summaryRank = int.MaxValue;

    public FeedContent? Summary { get; private set; }

    public List<FeedContent>? Contents { get; private set; }

    public List<Enclosure>? Enclosures { get; private set; }

    public bool IdIsLink { get; set; }

    public string? CommentsLink { get; set; }

    public int? CommentCount { get; set; }

    public FeedOrigin? Origin { get; set; }

    public void Add(FeedContent content) => Contents = With(Contents, content);

    public void Add(Enclosure enclosure) => Enclosures = With(Enclosures, enclosure);

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
                Add(summary);
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
        Summary = Summary ?? Contents?[0],
        Contents = Finished(Contents),
        Published = Published ?? Updated,
        Updated = Updated,
        Authors = Finished(Authors),
        Contributors = Finished(Contributors),
        Categories = Finished(Categories),
        Enclosures = Finished(Enclosures),
        Links = Finished(Links),
        CommentsLink = CommentsLink,
        CommentCount = CommentCount,
        Language = Language,
        Image = Image,
        Rights = Rights,
        Origin = Origin,
    };
}
