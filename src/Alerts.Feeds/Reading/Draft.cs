namespace Alerts.Feeds.Reading;

/// <summary>An entry, or the feed itself, while its elements come in; what both have in common.</summary>
internal class Draft
{
    private const int MaxList = 1000;

    /// <summary>Repeats are looked for among so many; longer lists may keep some.</summary>
    private const int MaxCompared = 16;

    private int titleRank = int.MaxValue;
    private bool hasOwnPerson;

    public FeedContent? Title { get; private set; }

    public string? Id { get; set; }

    public string? Link { get; set; }

    public string? Language { get; set; }

    public string? Rights { get; set; }

    public string? Image { get; set; }

    public DateTimeOffset? Published { get; set; }

    public DateTimeOffset? Updated { get; set; }

    public List<FeedPerson>? Authors { get; private set; }

    public List<FeedPerson>? Contributors { get; private set; }

    public List<FeedCategory>? Categories { get; private set; }

    public List<FeedLink>? Links { get; private set; }

    public void Add(FeedCategory category) => Categories = With(Categories, category);

    public void Add(FeedLink link) => Links = With(Links, link);

    public void AddContributor(FeedPerson person) => Contributors = With(Contributors, person);

    /// <summary>Takes a title; a lower rank wins, and within a rank the first that is not empty.</summary>
    public void OfferTitle(FeedContent? title, int rank)
    {
        if (title is null || rank >= titleRank)
            return;
        Title = title;
        titleRank = rank;
    }

    /// <summary>Takes an author; those a module adds (iTunes) count only as long as no other is known.</summary>
    public void OfferAuthor(FeedPerson? person, bool isStandIn = false)
    {
        if (person is null || (isStandIn && hasOwnPerson))
            return;
        if (!isStandIn && !hasOwnPerson)
        {
            Authors?.Clear();
            hasOwnPerson = true;
        }
        Authors = With(Authors, person);
    }

    /// <summary>Lists are bounded, and few entries have most of them, so that they are made when first needed.</summary>
    protected static List<T> With<T>(List<T>? list, T item)
    {
        list ??= [];
        if (list.Count < MaxList && (list.Count is 0 or > MaxCompared || !list.Contains(item)))
            list.Add(item);
        return list;
    }

    protected static IReadOnlyList<T> Finished<T>(List<T>? list) => list is null ? [] : list;
}
