using Alerts.Pipeline.Subscriptions;

namespace Alerts.Pipeline.Web.Views;

/// <summary>The sign-up form, empty or with what was typed and what is wrong with it.</summary>
/// <param name="Families">Topics to choose from.</param>
/// <param name="Actors">Canonical names to choose from.</param>
public sealed record SubscribeView(IReadOnlyList<TopicFamily> Families, IReadOnlyList<string> Actors, SubscribeInput Input, SubscribeFaults Faults, Preview? Preview = null);

/// <summary>What a choice would have brought.</summary>
/// <param name="Matches">The latest, at most a handful.</param>
/// <param name="Count">All of them.</param>
/// <param name="Articles">How many stored articles were looked at.</param>
/// <param name="Days">Over how many days they came.</param>
/// <param name="When">When it would be mailed.</param>
public sealed record Preview(IReadOnlyList<PreviewMatch> Matches, int Count, int Articles, double Days, MailTime When = MailTime.AtOnce)
{
    /// <summary>An estimate: what came in those days, as if every week were like them. A digest is one mail, whatever it holds.</summary>
    public int MailsAWeek
    {
        get
        {
            var matches = (int)Math.Round(Count / Math.Max(Days, 1) * 7, MidpointRounding.AwayFromZero);
            return When switch { MailTime.Daily => Math.Min(matches, 7), MailTime.Weekly => Math.Min(matches, 1), _ => matches };
        }
    }
}

/// <summary>One of them, with its proof.</summary>
/// <param name="SignalId">Null for an article that keywords match.</param>
public sealed record PreviewMatch(string Title, Passage Proof, SourceView Source, string? SignalId, DateTimeOffset At);

/// <summary>The fields as typed.</summary>
/// <param name="Topics">Ids.</param>
/// <param name="Actors">Names separated by commas.</param>
/// <param name="Statements">Of topics and actors, also positions that are only stated again.</param>
public sealed record SubscribeInput(string Address, IReadOnlyList<string> Topics, string Actors, string Query, bool Statements = false, MailTime When = MailTime.AtOnce)
{
    public static SubscribeInput Empty { get; } = new("", [], "", "");
}

/// <summary>One sentence a field, each saying how to mend it; null where the field is good.</summary>
/// <param name="Choice">Of the choice as a whole: nothing was chosen, too much was.</param>
public sealed record SubscribeFaults(string? Address = null, string? Choice = null, string? Actors = null, string? Query = null)
{
    public static SubscribeFaults None { get; } = new();

    public bool Any => this != None;
}
