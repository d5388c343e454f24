using Alerts.Feeds.Html;

namespace Alerts.Feeds.Reading;

/// <summary>A feed while its elements come in.</summary>
internal sealed class FeedDraft : Draft
{
    private int subtitleRank = int.MaxValue;

    public FeedFormat Format { get; set; }

    public string? Version { get; set; }

    public FeedContent? Subtitle { get; private set; }

    public string? Generator { get; set; }

    public TimeSpan? TimeToLive { get; set; }

    public TimeSpan? UpdatePeriod { get; set; }

    public int UpdateFrequency { get; set; } = 1;

    public List<int> SkipHours { get; } = [];

    public List<DayOfWeek> SkipDays { get; } = [];

    public List<FeedEntry> Entries { get; } = [];

    /// <summary>Takes a subtitle; a lower rank wins, and within a rank the first.</summary>
    public void OfferSubtitle(FeedContent? subtitle, int rank)
    {
        if (subtitle is null || rank >= subtitleRank)
            return;
        Subtitle = subtitle;
        subtitleRank = rank;
    }

    public FeedDocument Finish(string charset, IReadOnlyList<FeedRepair> repairs) => new()
    {
        Format = Format,
        Version = Version,
        Charset = charset,
        Title = PlainTitle.Of(Title),
        TitleContent = Title,
        Subtitle = Subtitle,
        Link = Link,
        Id = Id,
        Published = Published,
        Updated = Updated,
        Authors = Finished(Authors),
        Contributors = Finished(Contributors),
        Categories = Finished(Categories),
        Links = Finished(Links),
        Language = Language,
        Rights = Rights,
        Generator = Generator,
        Image = Image,
        TimeToLive = TimeToLive ?? (UpdatePeriod / Math.Max(1, UpdateFrequency)),
        SkipHours = SkipHours.Distinct().ToArray(),
        SkipDays = SkipDays.Distinct().ToArray(),
        Hub = Links?.Find(link => link.Rel == "hub")?.Href,
        Self = Links?.Find(link => link.Rel == "self")?.Href,
        Entries = Entries,
        Repairs = repairs,
    };
}
