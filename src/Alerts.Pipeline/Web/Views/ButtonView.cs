namespace Alerts.Pipeline.Web.Views;

/// <summary>A page that a mailed link opens: it shows what the button will do, and only the button does it, since mail scanners follow links.</summary>
/// <param name="Title">Also the page's heading.</param>
/// <param name="Lead">Before the list.</param>
/// <param name="Items">What it is about, a line each; may be empty.</param>
/// <param name="Action">Where the form goes.</param>
/// <param name="Button">The words on the button.</param>
/// <param name="Other">A second button of the same form, sent as <c>all=1</c>; null for none.</param>
public sealed record ButtonView(string Title, string Lead, IReadOnlyList<string> Items, string Action, string Button, string? Other = null);
