using Alerts.Detection;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>The header fields that tell mail clients and servers what kind of mail this is. Pure.</summary>
internal static class MailHeaders
{
    private const int MostSubject = 180;

    /// <summary>Headers of a mail that a subscription sends: RFC 2369 and RFC 8058 (leaving), RFC 2919 (list), RFC 3834 (no auto-replies).</summary>
    /// <param name="deliveryId">Makes the Message-ID, so that a repeated delivery is the same message.</param>
    /// <param name="storyId">Makes the References, an id no mail has, under which clients thread the story.</param>
    /// <param name="listName">What the list carries, e.g. <c>nato-membership</c>.</param>
    internal static IReadOnlyList<MailHeader> Alert(Letterhead letterhead, string deliveryId, string storyId, string listName, string unsubscribeUrl) =>
    [
        new("Message-ID", $"<{Atom(deliveryId)}@{letterhead.Domain}>"),
        new("References", $"<story.{Atom(storyId)}@{letterhead.Domain}>"),
        new("List-ID", $"<{Atom(listName)}.alerts.{letterhead.Domain}>"),
        new("List-Unsubscribe", $"<{unsubscribeUrl}>"),
        new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        new("Auto-Submitted", "auto-generated"),
        new("Precedence", "list"),
    ];

    /// <summary>Headers of a digest: as of an alert, but a digest is of no story.</summary>
    internal static IReadOnlyList<MailHeader> Digest(Letterhead letterhead, string deliveryId, string unsubscribeUrl) =>
        [.. Alert(letterhead, deliveryId, "", "digest", unsubscribeUrl).Where(header => header.Name != "References")];

    /// <summary>Headers of a mail that somebody's own form asked for; it is no list mail, so it has no List fields.</summary>
    internal static IReadOnlyList<MailHeader> Transactional(Letterhead letterhead, string messageId) =>
    [
        new("Message-ID", $"<{Atom(messageId)}@{letterhead.Domain}>"),
        new("Auto-Submitted", "auto-generated"),
    ];

    /// <summary>States what moved, however long the story's names are: they are cut, and not where it went.</summary>
    internal static string Subject(SignalView signal, string tail = "")
    {
        var whole = Wording.Headline(signal) + tail;
        if (whole.Length <= MostSubject || signal.Kind == SignalKind.Keyword)
            return OneLine(whole, MostSubject);
        var end = $", {Wording.Movement(signal, "->")}{tail}";
        return OneLine(whole[..^end.Length], Math.Max(MostSubject - end.Length, MostSubject / 2)) + OneLine(end);
    }

    /// <summary>One line without control characters, cut before it grows unwieldy: nothing from an article can start a header of its own.</summary>
    internal static string OneLine(string text, int most = MostSubject)
    {
        var line = string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
        });
        line = string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most)
            return line;
        var cut = line.LastIndexOf(' ', most - 1);
        cut = cut < most / 2 ? most - 1 : cut;
        return line[..(char.IsHighSurrogate(line[cut - 1]) ? cut - 1 : cut)] + "\u2026";
    }

    /// <summary>Keeps what RFC 5322 allows in an id's left part; the rest becomes '-'.</summary>
    private static string Atom(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')).Trim('.');
}
