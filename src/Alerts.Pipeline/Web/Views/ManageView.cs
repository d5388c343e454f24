using Alerts.Pipeline.Subscriptions;

namespace Alerts.Pipeline.Web.Views;

/// <summary>A subscriber's own page.</summary>
/// <param name="Action">Where its forms go; holds the token.</param>
/// <param name="Note">What was just done; null for nothing.</param>
public sealed record ManageView(
    string Address, string Action, IReadOnlyList<ManagedLine> Lines, Preferences Preferences, string Zone, string? Note, ManageFaults Faults)
{
    // So that the page stays light.
    private const int LinesAPage = 20;

    /// <summary>The page of lines that is asked for, from 1; one that does not exist is the nearest.</summary>
    public int Page { get; init; } = 1;

    public int Pages => Math.Max((Lines.Count + LinesAPage - 1) / LinesAPage, 1);

    /// <summary>The page of lines that is shown.</summary>
    public int Current => Math.Clamp(Page, 1, Pages);

    /// <summary>The lines on it.</summary>
    public IEnumerable<ManagedLine> Shown => Lines.Skip((Current - 1) * LinesAPage).Take(LinesAPage);

    /// <summary>Where a page of lines is.</summary>
    public string LinkTo(int page) => page == 1 ? Action : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Action}?page={page}");
}

/// <summary>One subscription.</summary>
/// <param name="Watch">As the form carries it: <c>Topic|nato-membership</c>; a query by its id.</param>
/// <param name="Words">For a person.</param>
/// <param name="Changes">Whether it watches positions, which have sources and statements; a keyword query does not.</param>
public sealed record ManagedLine(string Watch, string Words, MailTime When, bool Statements, int LeastSources, bool Changes);

/// <summary>One sentence a field; null where it is good.</summary>
public sealed record ManageFaults(string? Zone = null, string? Address = null, string? Erase = null)
{
    public static ManageFaults None { get; } = new();

    public bool Any => this != None;
}
