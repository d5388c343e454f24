using System.Collections.ObjectModel;
using Alerts.Pipeline.Opinion;

namespace Alerts.Pipeline.Polling;

/// <summary>An entry the first time we saw it, with what later editions of the feed made of it. Its text lies in the container <c>articles</c>.</summary>
/// <param name="Id">Hash of its canonical link, else of feed and guid.</param>
/// <param name="Outlet">The feed's title.</param>
/// <param name="Link">As published, http or https; null where the feed gives none that can be opened.</param>
/// <param name="Published">As the feed dates it, but never later than <paramref name="FirstSeen"/>; null where it does not.</param>
/// <param name="FirstSeen">When we polled it.</param>
/// <param name="Sketch">Tells wire copy: Alerts.Feeds.Dedupe.TextSketch as text.</param>
/// <param name="Quiet">From a feed's first successful poll: it fills the ledger and mails nothing.</param>
public sealed record Article(
    string Id,
    string FeedId,
    string Outlet,
    string Title,
    string? Link,
    DateTimeOffset? Published,
    DateTimeOffset FirstSeen,
    string? Language,
    string Sketch,
    bool Quiet)
{
    internal static readonly IReadOnlyDictionary<string, Judgement> Unjudged = ReadOnlyDictionary<string, Judgement>.Empty;

    /// <summary>Second opinions on its findings, by <c>Ambiguity.KeyOf</c>; empty where none was asked.</summary>
    public IReadOnlyDictionary<string, Judgement> Judgements { get; init; } = Unjudged;

    /// <summary>Fingerprint of its words, see <see cref="ArticleVersion"/>; empty where none was taken.</summary>
    public string Version { get; init; } = "";

    /// <summary>When the publisher changed its words, or else when we saw that; null while it is as we saw it first.</summary>
    public DateTimeOffset? Revised { get; init; }

    /// <summary>The time of its first version.</summary>
    public DateTimeOffset FirstAsOf => Published ?? FirstSeen;

    /// <summary>The time that counts in the ledger for what this version says anew.</summary>
    public DateTimeOffset AsOf => Revised ?? FirstAsOf;

    /// <summary>Names its text: each version has one of its own, since proofs are cut from it.</summary>
    public string TextName => Version.Length == 0 ? Id : $"{Id}-{Version}";
}
