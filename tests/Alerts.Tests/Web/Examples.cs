using Alerts.Detection;
using Alerts.Pipeline.Delivery.Mails;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Views;
using Microsoft.Extensions.Options;

namespace Alerts.Tests.Web;

/// <summary>Made-up signals of every kind, for the tests of pages and mails.</summary>
internal static class Examples
{
    internal static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero);

    internal static readonly SiteLinks Links = new(Options.Create(new SiteOptions { PublicBaseUrl = "https://alerts.example.org" }));

    internal static readonly Letterhead Letterhead = new("example.org", "Alerts, 1 Example Street, Example City");

    internal static readonly SourceView Wire = new(
        "Meridian Wire", "Kyiv drops NATO bid in exchange for guarantees", "https://meridian.example/2026/kyiv-drops-bid", new(2026, 3, 14, 14, 55, 0, TimeSpan.Zero));

    internal static readonly SourceView Courier = new(
        "Harbour Courier", "Ukraine gives up NATO bid for guarantees", "https://courier.example/a?id=7&x=1", new(2026, 3, 14, 15, 1, 0, TimeSpan.Zero));

    internal static readonly SourceView Gazette = new(
        "Plain Gazette", "Kyiv drops NATO bid in exchange for guarantees", "https://gazette.example/kyiv", null, WireCopy: true);

    internal static readonly SignalView Change = new(
        "s1a2b3c4",
        SignalKind.Change,
        "Ukraine",
        new("nato-membership", "NATO membership"),
        "Ukraine",
        new PositionView(
            Position.Favor,
            Commitment.Firm,
            null,
            new(2026, 2, 2, 9, 30, 0, TimeSpan.Zero),
            Passage.Find("The foreign minister said Ukraine insists on joining NATO and will accept nothing less.", "Ukraine insists on joining NATO"),
            new SourceView("Plain Gazette", "Kyiv insists on NATO", "https://gazette.example/insists", new(2026, 2, 2, 9, 30, 0, TimeSpan.Zero)),
            "s0"),
        new PositionView(
            Position.Neutral,
            Commitment.Conditional,
            "in exchange for legally binding security guarantees",
            new(2026, 3, 14, 14, 55, 0, TimeSpan.Zero),
            Passage.Find(
                "Ukraine has dropped its bid to join NATO in exchange for legally binding security guarantees, the president's office said on Saturday.",
                "dropped its bid to join NATO in exchange for legally binding security guarantees"),
            Wire),
        new Reason("active.drop", "drop", "dropped its bid", "the president's office", Magnitude.Partial, Basis.Both),
        [Wire, Courier, Gazette],
        new(new(2026, 3, 14, 14, 55, 0, TimeSpan.Zero), new(2026, 3, 14, 15, 8, 0, TimeSpan.Zero), new(2026, 3, 14, 15, 9, 0, TimeSpan.Zero)),
        "s0")
    {
        Confidence = Confidence.Of(new Grounds(ProofKind.TextAndLedger, Conditional: true, HeadlineOnly: false, Doubtful: false, Seconded: false, 2)),
    };

    internal static readonly SignalView Statement = Change with
    {
        Id = "s5",
        Kind = SignalKind.Statement,
        Actor = "Hungary",
        From = null,
        To = Change.To with { Position = Position.Against, Commitment = Commitment.Firm, Condition = null, Proof = Passage.Find("Hungary opposes the bid.", "opposes the bid") },
        Why = new Reason("active.oppose", "oppose", "opposes", null),
        Sources = [Courier],
        ReplacedSignalId = null,
        Confidence = Confidence.Of(new Grounds(ProofKind.Statement, Conditional: false, HeadlineOnly: false, Doubtful: false, Seconded: false, 1)),
    };

    internal static readonly SignalView Keyword = Change with
    {
        Id = "s6",
        Kind = SignalKind.Keyword,
        Actor = "Meridian Wire",
        Topic = null,
        About = null,
        From = null,
        To = Change.To with { Position = Position.Unknown, Commitment = Commitment.Firm, Condition = null },
        Confidence = null,
        Why = new Reason("query", null, "guarantees", null),
        Sources = [Wire],
        ReplacedSignalId = null,
        Query = "guarantees NEAR/5 \"NATO\"",
    };

    internal static AlertMailModel Mail(SignalView signal) => new(
        "d-77aa", "story-1", signal, ["NATO membership", "everything about Ukraine"], "token-of-the-mail", Now);
}
