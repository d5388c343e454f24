using Alerts.Pipeline.Subscriptions;

namespace Alerts.Pipeline.Web.Views;

/// <summary>A subscriber's own page.</summary>
/// <param name="Action">Where its forms go; holds the token.</param>
/// <param name="Note">What was just done; null for nothing.</param>
public sealed record ManageView(
    string Address, string Action, IReadOnlyList<ManagedLine> Lines, Preferences Preferences, string Zone, string? Note, ManageFaults Faults);

/// <summary>One subscription.</summary>
/// <param name="Watch">As the form carries it: <c>Topic|nato-membership</c>.</param>
/// <param name="Words">For a person.</param>
/// <param name="Changes">Whether it watches positions, which have sources and statements; a keyword query does not.</param>
public sealed record ManagedLine(string Watch, string Words, MailTime When, bool Statements, int LeastSources, bool Changes);

/// <summary>One sentence a field; null where it is good.</summary>
public sealed record ManageFaults(string? Zone = null, string? Address = null, string? Erase = null)
{
    public static ManageFaults None { get; } = new();

    public bool Any => this != None;
}
