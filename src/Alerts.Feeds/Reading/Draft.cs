namespace Alerts.Feeds.Reading;

/// <summary>An entry, or the feed itself, while its elements come in; what both have in common.</summary>
internal class Draft
{
    private const int MaxList = 1000;

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

    public List<FeedPerson> Authors { get; } = [];

    public List<FeedPerson> Contributors { get; } = [];

    public List<FeedCategory> Categories { get; } = [];

    public List<FeedLink> Links { get; } = [];

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
            Authors.Clear();
            hasOwnPerson = true;
        }
        Add(Authors, person);
    }

    /// <summary>Lists are bounded, so that a hostile document cannot make quadratic work of keeping them free of repeats.</summary>
    public static void Add<T>(List<T> list, T item)
    {
        if (list.Count < MaxList && !list.Contains(item))
            list.Add(item);
    }
}
