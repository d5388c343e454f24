using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Subscriptions;

/// <summary>What can be watched.</summary>
public enum WatchKind
{
    /// <summary>Everyone's position on a topic.</summary>
    Topic,

    /// <summary>One actor's positions on everything.</summary>
    Actor,

    /// <summary>Articles that a keyword query matches.</summary>
    Query,
}

/// <summary>What a subscription watches.</summary>
/// <param name="Value">A topic's id, an actor's canonical name, or a query in its canonical form.</param>
public sealed record Watch(WatchKind Kind, string Value)
{
    /// <summary>The value as it stands in keys: a query by its id, for it may be long.</summary>
    internal string KeyPart => Kind == WatchKind.Query ? Ids.Query(Value) : Value;

    internal string KeyKind => Kind switch
    {
        WatchKind.Topic => "topic",
        WatchKind.Actor => "actor",
        _ => "query",
    };
}
