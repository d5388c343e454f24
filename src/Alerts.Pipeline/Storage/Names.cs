namespace Alerts.Pipeline.Storage;

/// <summary>Tables of the account.</summary>
internal static class TableNames
{
    public const string Feeds = "Feeds";
    public const string Articles = "Articles";
    public const string Stances = "Stances";
    public const string Signals = "Signals";
    public const string Subscribers = "Subscribers";
    public const string Subscriptions = "Subscriptions";
    public const string Deliveries = "Deliveries";
    public const string Suppressions = "Suppressions";

    public static IReadOnlyList<string> All { get; } = [Feeds, Articles, Stances, Signals, Subscribers, Subscriptions, Deliveries, Suppressions];
}

/// <summary>Queues of the account; each has a poison queue beside it.</summary>
public static class QueueNames
{
    public const string Feeds = "feeds";
    public const string Hubs = "hubs";
    public const string Pages = "pages";
    public const string Articles = "articles";
    public const string Signals = "signals";
    public const string Emails = "emails";
    public const string Links = "links";

    public static IReadOnlyList<string> All { get; } = [Feeds, Hubs, Pages, Articles, Signals, Emails, Links];

    /// <summary>Where the host puts what failed too often, and our handlers what can never succeed.</summary>
    public static string Poison(string queue) => queue + "-poison";
}

/// <summary>Blob containers of the account.</summary>
internal static class ContainerNames
{
    /// <summary>Texts of articles, compressed.</summary>
    public const string Articles = "articles";

    /// <summary>Operators' own topic, actor and cue files.</summary>
    public const string Data = "data";

    public static IReadOnlyList<string> All { get; } = [Articles, Data];
}
