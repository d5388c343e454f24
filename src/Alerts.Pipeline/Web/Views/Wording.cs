using System.Globalization;
using Alerts.Detection;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Pipeline.Web.Views;

/// <summary>The words that pages and mails share, so that a reader meets the same ones everywhere. Pure.</summary>
public static class Wording
{
    /// <summary>"favor", "against", "neutral", "not known".</summary>
    public static string Of(Position position) => position switch
    {
        Position.Favor => "favor",
        Position.Against => "against",
        Position.Neutral => "neutral",
        _ => "not known",
    };

    /// <summary>"conditional", "tentative"; null for a firm position, which needs no word.</summary>
    public static string? Of(Commitment commitment) => commitment switch
    {
        Commitment.Conditional => "conditional",
        Commitment.Tentative => "tentative",
        _ => null,
    };

    /// <summary>"favor", "neutral (conditional)".</summary>
    public static string Of(PositionView view) =>
        Of(view.Commitment) is { } qualifier ? $"{Of(view.Position)} ({qualifier})" : Of(view.Position);

    /// <summary>"Ukraine: NATO membership"; with the slot where it is filled by another: "Hungary: NATO membership (Sweden)".</summary>
    public static string Story(SignalView signal) => signal switch
    {
        { Kind: SignalKind.Keyword } => $"\u201C{signal.Query}\u201D",
        { Topic: null } => signal.Actor,
        _ => $"{signal.Actor}: {TopicAbout(signal.Topic, signal.About, signal.Actor)}",
    };

    /// <summary>"NATO membership", "NATO membership (Sweden)"; an actor's own case goes without saying.</summary>
    public static string TopicAbout(TopicLabel topic, string? about, string? actor) =>
        about is null || about == actor ? topic.Name : $"{topic.Name} ({about})";

    /// <summary>"favor -> neutral (conditional)", "favor, stated again", or a keyword match's headline. <paramref name="arrow"/> is "->" where only ASCII is safe.</summary>
    public static string Movement(SignalView signal, string arrow) => signal switch
    {
        { Kind: SignalKind.Keyword } => signal.Sources.Count > 0 ? signal.Sources[0].Title : "",
        { Kind: SignalKind.Statement } => $"{Of(signal.To)}, stated",
        { Kind: SignalKind.Retraction, From: { } taken } when taken.Position == signal.To.Position => $"{Of(signal.To)} as before",
        { Kind: SignalKind.Retraction } => $"{Of(signal.To)}, not {(signal.From is { } wrong ? Of(wrong.Position) : "as reported")}",
        { From: null } => $"{arrow} {Of(signal.To)}",
        _ => $"{Of(signal.From)} {arrow} {Of(signal.To)}",
    };

    /// <summary>The signal in one line of ASCII arrows: a mail's subject, a feed's title.</summary>
    public static string Headline(SignalView signal) => $"{Prefix(signal.Kind)}{Story(signal)}{(signal.Kind == SignalKind.Keyword ? ":" : ",")} {Movement(signal, "->")}";

    private static string Prefix(SignalKind kind) => kind switch
    {
        SignalKind.Correction => "Correction: ",
        SignalKind.Retraction => "Taken back: ",
        _ => "",
    };

    /// <summary>"at once", "once a day", "once a week".</summary>
    public static IReadOnlyList<(MailTime When, string Words)> MailTimes { get; } =
        [(MailTime.AtOnce, "at once"), (MailTime.Daily, "once a day"), (MailTime.Weekly, "once a week")];

    /// <summary>"21 Nov 2026".</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"21 Nov 2026, 14:05 UTC".</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>For the datetime attribute of a time element.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>"1 source", "3 sources".</summary>
    public static string Count(int number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {(number == 1 ? one : many)}");
}
