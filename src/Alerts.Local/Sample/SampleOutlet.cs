namespace Alerts.Local.Sample;

/// <summary>The form an outlet publishes in.</summary>
internal enum FeedForm
{
    Rss20,
    Rss10,
    Rss092,
    Atom,
    Json,
}

/// <summary>An invented publisher.</summary>
/// <param name="Id">In URLs and in the article files.</param>
internal sealed record SampleOutlet(string Id, string Name, FeedForm Form)
{
    internal static IReadOnlyList<SampleOutlet> All { get; } =
    [
        new("meridian", "Meridian Wire", FeedForm.Rss20),
        new("harbour", "The Harbour Post", FeedForm.Atom),
        new("continental", "Continental Desk", FeedForm.Rss10),
        new("northgate", "Northgate Daily", FeedForm.Json),
        new("briefing", "Plain Briefing", FeedForm.Rss092),
    ];

    internal string ContentType => Form switch
    {
        FeedForm.Rss10 => "application/rdf+xml; charset=utf-8",
        FeedForm.Atom => "application/atom+xml; charset=utf-8",
        FeedForm.Json => "application/feed+json; charset=utf-8",
        _ => "application/rss+xml; charset=utf-8",
    };
}
