using Alerts.Detection.Queries;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Forms;

/// <summary>The sign-up form read and checked. Pure.</summary>
/// <param name="Address">Null where it is at fault.</param>
/// <param name="Wishes">What is asked for; complete only where there are no faults.</param>
internal sealed record SubscribeForm(SubscribeInput Input, EmailAddress? Address, IReadOnlyList<Wish> Wishes, SubscribeFaults Faults)
{
    private const int MostWishes = 40;

    /// <summary>Whether the choice is good, whatever the address is.</summary>
    internal bool ChoiceIsGood => Faults with { Address = null } == SubscribeFaults.None;

    internal static SubscribeForm Read(FormBody body, Catalogue catalogue)
    {
        var input = new SubscribeInput(body.One("address"), body.All("topic"), body.One("actors"), body.One("query"), body.One("kinds") == "all", Time(body.One("when")));
        var faults = SubscribeFaults.None;
        var wishes = new List<Wish>();

        if (!EmailAddress.TryParse(input.Address, out var address, out var mend))
            faults = faults with { Address = mend };

        var topics = input.Topics.Distinct(StringComparer.Ordinal).ToList();
        if (topics.Any(id => catalogue.FindTopic(id) is null))
            faults = faults with { Choice = "One of the topics is no longer offered; choose again." };
        wishes.AddRange(topics.Select(id => Positions(new(WatchKind.Topic, id))));

        foreach (var typed in input.Actors.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (catalogue.FindActor(typed) is { } actor)
                wishes.Add(Positions(new(WatchKind.Actor, actor)));
            else
                faults = faults with { Actors = $"We know nobody called \u201C{typed}\u201D; take a name from the list, such as Hungary or European Union." };
        }

        if (!string.IsNullOrWhiteSpace(input.Query))
        {
            if (KeywordQuery.TryParse(input.Query, out var query, out var error))
                wishes.Add(new(new(WatchKind.Query, query.Canonical), input.When));
            else
                faults = faults with { Query = error.ToString() };
        }

        if (wishes.Count == 0 && faults is { Choice: null, Actors: null, Query: null })
            faults = faults with { Choice = "Choose at least one topic, name an actor, or give keywords." };
        if (wishes.Count > MostWishes)
            faults = faults with { Choice = $"That is more than {MostWishes} at once; choose fewer, you can add more later." };
        return new SubscribeForm(input, address, wishes, faults);

        Wish Positions(Watch watch) => new(watch, input.When, input.Statements);
    }

    private static MailTime Time(string typed) => Enum.TryParse<MailTime>(typed, out var when) && Enum.IsDefined(when) ? when : MailTime.AtOnce;
}
