namespace Alerts.Feeds.Reading;

/// <summary>What an open element makes of the elements inside it.</summary>
internal enum Context : byte
{
    /// <summary>Outside the root.</summary>
    Document,

    /// <summary>They are the feed's fields.</summary>
    Feed,

    /// <summary>They are the open entry's fields.</summary>
    Entry,
    Person,
    Image,
    Source,
    SkipHours,
    SkipDays,

    /// <summary>They are nothing to us, save an entry.</summary>
    Ignored,
}
