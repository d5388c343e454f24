namespace Alerts.Detection;

/// <summary>A text to read.</summary>
/// <param name="Title">The headline, plain text; null where there is none.</param>
/// <param name="Text">The body, plain text; line breaks end sentences. May be empty.</param>
/// <param name="Published">When it was published; null where unknown. Decides who holds an office and what is history.</param>
/// <param name="Language">BCP 47 tag; null is read as English. Texts in a language the detector does not know give no findings.</param>
public sealed record DetectionInput(string? Title, string Text, DateTimeOffset? Published = null, string? Language = null);
