using Alerts.Detection;
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
        Sources = [Examples.Wire],
    };

    internal static Task<MailContent> ComposeAsync(MailComposer composer, string name) => name switch
    {
        "change" => composer.AlertAsync(Examples.Mail(Examples.Change)),
        "statement" => composer.AlertAsync(Examples.Mail(Examples.Statement)),
        "keyword" => composer.AlertAsync(Examples.Mail(Examples.Keyword)),
        "correction" => composer.AlertAsync(Examples.Mail(Correction)),
        "last-of-the-day" => composer.AlertAsync(Examples.Mail(Examples.Statement) with { LastOfTheDay = 20 }),
        "alerts" => composer.AlertsAsync(new(
            "delivery", "story", [Examples.Change, Examples.Statement, Examples.Keyword], ["NATO membership", "guarantees"], "token-of-all", Examples.Now)),
        "digest" => composer.DigestAsync(new(
            "digest", DateOnly.FromDateTime(Examples.Now.UtcDateTime),
            [new("NATO membership", Examples.Change.Topic, [Examples.Change, Examples.Statement]), new("\u201Cguarantees\u201D", null, [Examples.Keyword])],
            [], [new(new("ceasefire", "Ceasefire"), new(2026, 2, 3, 0, 0, 0, TimeSpan.Zero))], 20, ["NATO membership", "Ceasefire"], "token-of-all")),
        "confirmation" => composer.ConfirmationAsync(new("c-1", ["Changes on NATO membership"], Examples.Now, "token-of-the-request", 7)),
        "lost-link" => composer.LostLinkAsync(new("l-1", Examples.Now, "token-of-the-page")),
        "test-mail" => composer.TestAsync(new("t-1", "Smtp", Examples.Now)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such mail."),
    };
}
