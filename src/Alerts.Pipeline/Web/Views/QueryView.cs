namespace Alerts.Pipeline.Web.Views;

/// <summary>What a keyword query finds among the latest stored articles.</summary>
/// <param name="Text">The query in its canonical form, or as typed where it is at fault.</param>
/// <param name="Matches">Newest first.</param>
/// <param name="Articles">How many were looked at.</param>
/// <param name="Fault">What is wrong with the query and how to mend it; null where it is good or there is none yet.</param>
public sealed record QueryView(string Text, IReadOnlyList<QueryMatchView> Matches, int Articles, string? Fault = null);

/// <summary>An article that matches, with what shows it.</summary>
/// <param name="Id">Of the signal that the query's subscribers get for it.</param>
public sealed record QueryMatchView(string Id, string Title, Passage Proof, SourceView Source, DateTimeOffset At);
