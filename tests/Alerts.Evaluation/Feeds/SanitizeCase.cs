namespace Alerts.Evaluation.Feeds;

/// <summary>HTML as published, and what may be left of it.</summary>
internal sealed record SanitizeCase(string Id, string Html_in, string Html_out, string[] Tags_removed, string[] Attrs_removed, string Text_out);
