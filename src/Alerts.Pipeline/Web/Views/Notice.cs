namespace Alerts.Pipeline.Web.Views;

/// <summary>A page that says one thing.</summary>
/// <param name="Paragraphs">Plain text.</param>
/// <param name="Next">Where to go from here; null for the home page.</param>
public sealed record Notice(string Title, IReadOnlyList<string> Paragraphs, NextStep? Next = null);

/// <summary>A link with its words.</summary>
public sealed record NextStep(string Words, string Url);
