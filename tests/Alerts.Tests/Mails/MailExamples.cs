using Alerts.Detection;
using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Delivery.Mails;
using Alerts.Pipeline.Web.Views;
using Alerts.Tests.Web;

namespace Alerts.Tests.Mails;

/// <summary>One mail of every kind.</summary>
internal static class MailExamples
{
    private static readonly SignalView Correction = Examples.Change with
    {
        Id = "s9",
        Confidence = null,
        Kind = SignalKind.Correction,
        From = Examples.Change.To,
        To = Examples.Change.To with { Position = Position.Favor, Condition = null, Commitment = Commitment.Firm },
        CorrectsId = Examples.Change.Id,
        CorrectionReason = "The outlet took its report back: the president's office said no such thing.",
        Sources = [Examples.Wire, Examples.Courier],
    };

    private static readonly SignalView Retraction = Correction with
    {
        Id = "s10",
        Kind = SignalKind.Retraction,
        From = Examples.Change.To,
        To = Examples.Change.From!, // the example of a change has a position that was left
        CorrectionReason = "The outlet deleted its report.",
    };

    internal static readonly SignalView Reversal = Examples.Change with
    {
        Id = "s7",
        Actor = "Finland",
        About = "Finland",
        To = Examples.Change.To with { Position = Position.Against, Commitment = Commitment.Firm, Condition = null, Proof = Passage.Find("Finland will not join after all.", "will not join") },
        Why = Examples.Change.Why with { Magnitude = Magnitude.Reversal },
        Sources = [Examples.Courier],
    };

    private static readonly SourceView Endless = Examples.Wire with
    {
        Outlet = "\u0423\u043A\u0440\u0430\u0457\u043D\u0441\u044C\u043A\u0438\u0439 \u0432\u0456\u0441\u043D\u0438\u043A",
        Title = "https://meridian.example/2026/03/14/" + new string('a', 120),
        Url = "https://meridian.example/2026/03/14/" + new string('a', 220) + "?utm=" + new string('b', 60),
    };

    /// <summary>Long names, an unbroken word, another script, a link without an end: what comes from articles is of any size.</summary>
    private static readonly SignalView Long = Examples.Change with
    {
        Id = "s11",
        Actor = "The Interparliamentary Assembly of the Member Nations of the Commonwealth",
        Topic = new("security-guarantees", "Legally binding security guarantees after a ceasefire"),
        About = "Donaudampfschifffahrtselektrizit\u00E4tenhauptbetriebswerkbauunterbeamtengesellschaft",
        To = Examples.Change.To with { Source = Endless },
        Sources = [Endless, Examples.Courier with { Title = string.Join(' ', Enumerable.Repeat("A headline for readers with a great deal of time,", 4)) }],
        LedgerFrom = Examples.Change.From! with { Position = Position.Against, Commitment = Commitment.Tentative }, // the example of a change has a position that was left
    };

    /// <summary>Also for tests of its own: what is told, in brief, unmoved, and that the cap was reached.</summary>
    internal static DigestMailModel Digest(params SignalView[] signals) => new(
        "d-digest",
        new(2026, 3, 15),
        DigestContent.Of(signals).Groups,
        signals.Length > 1 ? [Examples.Change with { Id = "s9", Actor = "Georgia" }] : [],
        [new(new("eu-accession", "EU accession"), new(2026, 1, 9, 8, 0, 0, TimeSpan.Zero))],
        signals.Length > 1 ? 20 : null,
        ["NATO membership", "EU accession"],
        "token-of-the-mail");

    internal static IReadOnlyList<string> Names { get; } =
        ["change", "statement", "keyword", "correction", "retraction", "alerts", "last-of-the-day", "digest", "long", "confirmation", "lost-link", "test-mail"];

    internal static Task<MailContent> ComposeAsync(MailComposer composer, string name) => name switch
    {
        "change" => composer.AlertAsync(Examples.Mail(Examples.Change)),
        "statement" => composer.AlertAsync(Examples.Mail(Examples.Statement)),
        "keyword" => composer.AlertAsync(Examples.Mail(Examples.Keyword)),
        "correction" => composer.AlertAsync(Examples.Mail(Correction)),
        "last-of-the-day" => composer.AlertAsync(Examples.Mail(Examples.Statement) with { LastOfTheDay = 20 }),
        "alerts" => composer.AlertsAsync(new(
            "delivery", "story", [Examples.Change, Examples.Statement, Examples.Keyword], ["NATO membership", "guarantees"], "token-of-all", Examples.Now)),
        "retraction" => composer.AlertAsync(Examples.Mail(Retraction)),
        "digest" => composer.DigestAsync(Digest(Examples.Keyword, Examples.Statement, Examples.Change, Reversal)),
        "long" => composer.AlertAsync(Examples.Mail(Long)),
        "confirmation" => composer.ConfirmationAsync(new("c-1", ["Changes on NATO membership", "The query \u201Csteel AND tariffs\u201D"], Examples.Now, "token-of-the-request", 7)),
        "lost-link" => composer.LostLinkAsync(new("l-1", Examples.Now, "token-of-the-page")),
        "test-mail" => composer.TestAsync(new("t-1", "Smtp", Examples.Now)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such mail."),
    };
}
