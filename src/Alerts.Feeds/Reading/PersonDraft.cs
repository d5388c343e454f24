namespace Alerts.Feeds.Reading;

/// <summary>A person with elements of its own, while they come in.</summary>
internal sealed class PersonDraft(Element role)
{
    /// <summary>The element that holds the person, which says what it is to the feed.</summary>
    public Element Role { get; } = role;

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Url { get; set; }

    /// <summary>Null when nothing is known; a name that holds the address too is taken apart.</summary>
    public FeedPerson? Finish()
    {
        if (Name is null && Email is null && Url is null)
            return null;
        if (Email is null && Name is not null && PersonText.Parse(Name) is { Email: not null } parsed)
            return parsed with { Url = Url };
        return new FeedPerson(Name, Email, Url);
    }
}
