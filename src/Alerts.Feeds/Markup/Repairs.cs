namespace Alerts.Feeds.Markup;

/// <summary>The kinds of repair a document needed, one bit each.</summary>
internal struct Repairs
{
    private uint seen;

    public void Add(FeedRepair repair) => seen |= 1u << (int)repair;

    public readonly IReadOnlyList<FeedRepair> ToList()
    {
        if (seen == 0)
            return [];
        var list = new List<FeedRepair>();
        foreach (var repair in Enum.GetValues<FeedRepair>())
        {
            if ((seen & (1u << (int)repair)) != 0)
                list.Add(repair);
        }
        return list;
    }
}
