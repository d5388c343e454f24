namespace Alerts.Pipeline.Delivery;

/// <summary>A mail that an address is about to get.</summary>
/// <param name="Day">The reader's.</param>
internal sealed record DailyTurn(string SubscriberId, string SignalId, DateOnly Day);

/// <summary>What an address's mails so far make of one more.</summary>
internal enum TurnKind
{
    /// <summary>Goes now, with those that waited for it.</summary>
    Go,

    /// <summary>A mail went a moment ago: waits, to go with others.</summary>
    Wait,

    /// <summary>Goes, or went, in the mail of another signal.</summary>
    Follow,

    /// <summary>Beyond the day's cap.</summary>
    Over,
}

/// <param name="With">Of one that goes: the signals that go in the same mail.</param>
/// <param name="Last">Of one that goes: whether the day's cap is reached by it.</param>
/// <param name="Until">Of one that waits.</param>
/// <param name="Lead">Of one that follows: the signal whose mail it is in.</param>
internal sealed record TurnTaken(TurnKind Kind, IReadOnlyList<string> With, bool Last = false, DateTimeOffset? Until = null, string? Lead = null);

/// <summary>A signal that an address was mailed.</summary>
/// <param name="Day">On which it counts.</param>
/// <param name="Lead">The signal whose mail it was in; null for its own.</param>
internal sealed record MailedSignal(string SignalId, DateOnly Day, string? Lead = null);

/// <summary>What an address was mailed lately.</summary>
/// <param name="Mailed">Of its latest day and the one before.</param>
/// <param name="LastMail">When the last mail went.</param>
/// <param name="Waiting">Signals that wait to go together.</param>
internal sealed record MailedLately(IReadOnlyList<MailedSignal> Mailed, DateTimeOffset? LastMail, IReadOnlyList<string> Waiting)
{
    public static MailedLately Nothing { get; } = new([], null, []);

    /// <summary>Takes a turn. Pure; a signal that had its turn has the same again, and what is known stays the very same.</summary>
    /// <param name="most">Signals an address and day.</param>
    /// <param name="within">Mails closer together than this are joined; zero for never.</param>
    public (TurnTaken Taken, MailedLately Next) Take(DailyTurn turn, int most, TimeSpan within, DateTimeOffset now)
    {
        var today = Mailed.Count(one => one.Day == turn.Day);
        if (Mailed.FirstOrDefault(one => one.SignalId == turn.SignalId) is { } had)
        {
            return had.Lead is { } lead
                ? (new(TurnKind.Follow, [], Lead: lead), this)
                : (new(TurnKind.Go, [.. Mailed.Where(one => one.Lead == turn.SignalId).Select(one => one.SignalId)], Last: today >= most), this);
        }

        if (today >= most)
            return (new(TurnKind.Over, []), Waiting.Contains(turn.SignalId) ? this with { Waiting = [.. Waiting.Where(id => id != turn.SignalId)] } : this);
        if (LastMail + within > now)
            return (new(TurnKind.Wait, [], Until: LastMail + within), Waiting.Contains(turn.SignalId) ? this : this with { Waiting = [.. Waiting, turn.SignalId] });

        var mates = Waiting.Where(id => id != turn.SignalId).Take(most - today - 1).ToList();
        var next = new MailedLately(
            [.. Mailed.Where(one => one.Day >= turn.Day.AddDays(-1)), new(turn.SignalId, turn.Day), .. mates.Select(mate => new MailedSignal(mate, turn.Day, turn.SignalId))],
            now,
            [.. Waiting.Where(id => id != turn.SignalId && !mates.Contains(id))]);
        return (new(TurnKind.Go, mates, Last: today + 1 + mates.Count >= most), next);
    }
}
