namespace Alerts.Feeds;

/// <summary>An author or contributor. At least one part is set; empty parts are null.</summary>
public sealed record FeedPerson(string? Name, string? Email = null, string? Url = null)
{
    /// <summary>The person as one line: name and address, or whichever is known.</summary>
    public override string ToString() => (Name, Email) switch
    {
        (not null, not null) => $"{Name} ({Email})",
        (not null, null) => Name,
        (null, not null) => Email,
        _ => Url ?? "",
    };
}
