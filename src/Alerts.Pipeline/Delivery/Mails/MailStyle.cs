using Alerts.Detection;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>Inline styles, since many mail clients drop style elements; every coloured part sets both of its colours, so that a client that darkens
/// one of them leaves nothing unreadable; by the shorthand, since some webmail takes nothing but names for <c>background-color</c>. The classes beside
/// them exist for the dark scheme alone. <c>tests/mail-check</c> holds all of it against what clients support.</summary>
internal static class MailStyle
{
    internal const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    internal const string Page = "margin:0;padding:0;background:#f4f2ee;color:#1b1f24;" + Font + "font-size:16px;line-height:1.5;";
    internal const string Hidden = "display:none;mso-hide:all;";

    // The font again: some clients drop the body and what it sets. A long word breaks rather than widen the card.
    internal const string Card = "width:100%;max-width:600px;margin:0 auto;border-spacing:0;background:#ffffff;color:#1b1f24;border-radius:8px;word-break:break-word;" + Font;
    internal const string Cell = "padding:24px 24px 8px 24px;text-align:left;";
    internal const string Kicker = "margin:0 0 4px 0;font-size:14px;font-weight:600;color:#595f69;";
    internal const string NextKicker = "margin:32px 0 4px 0;padding:20px 0 0 0;border-top:1px solid #8a8f98;font-size:14px;font-weight:600;color:#595f69;";
    internal const string NextTitle = "margin:0 0 10px 0;font-size:20px;line-height:1.3;font-weight:700;color:#1b1f24;";
    internal const string Lead = "margin:0 0 16px 0;font-size:16px;line-height:1.5;color:#1b1f24;";
    internal const string Title = "margin:0 0 12px 0;font-size:24px;line-height:1.25;font-weight:700;color:#1b1f24;";
    internal const string Section = "margin:28px 0 4px 0;padding:0 0 4px 0;border-bottom:1px solid #8a8f98;font-size:18px;line-height:1.3;font-weight:700;color:#1b1f24;";
    internal const string Entry = "margin:16px 0 6px 0;font-size:16px;line-height:1.4;font-weight:600;color:#1b1f24;";
    internal const string Label = "margin:20px 0 4px 0;font-size:14px;font-weight:600;color:#595f69;";
    internal const string Quote = "padding:4px 0 4px 14px;border-left:3px solid #c9a227;font-family:Georgia,'Times New Roman',serif;font-size:18px;line-height:1.5;color:#1b1f24;";
    internal const string Mark = "background:#ffe79a;color:#1b1f24;padding:0 2px;border-radius:2px;";
    internal const string Small = "margin:4px 0 0 0;font-size:14px;line-height:1.5;color:#595f69;";
    internal const string Line = "margin:0 0 6px 0;font-size:15px;line-height:1.5;color:#1b1f24;";
    internal const string Link = "color:#0a58a8;text-decoration:underline;";
    internal const string Button = "display:inline-block;padding:12px 20px;border-radius:6px;background:#0a58a8;color:#ffffff;font-weight:600;text-decoration:none;";
    internal const string ButtonCell = "padding:0;border-radius:6px;background:#0a58a8;color:#ffffff;mso-padding-alt:12px 20px;";
    internal const string Footer = "padding:16px 24px 24px 24px;font-size:14px;line-height:1.5;color:#595f69;text-align:left;";

    /// <summary>Scoped to the dark scheme; ids of the classes are those that the components set.</summary>
    internal const string Dark =
        ":root{color-scheme:light dark}" +
        "@media (prefers-color-scheme:dark){" +
        ".page{background:#14171a !important;color:#e7e9ec !important}" +
        ".card{background:#1e2226 !important;color:#e7e9ec !important}" +
        ".ink{color:#e7e9ec !important}.soft{color:#a9b0ba !important}.link{color:#8cc2ff !important}" +
        ".mark{background:#5c4a08 !important;color:#fff3c4 !important}" +
        ".button{background:#8cc2ff !important;color:#10161c !important}" +
        ".favor{background:#123d2c !important;color:#a8e6c6 !important}" +
        ".against{background:#4a1a17 !important;color:#ffc4bd !important}" +
        ".neutral,.unknown{background:#343a42 !important;color:#dfe3e9 !important}" +
        "}";

    internal static string Chip(Position position) =>
        "display:inline-block;padding:3px 10px;border-radius:12px;font-weight:600;font-size:15px;" + position switch
        {
            Position.Favor => "background:#dcefe6;color:#0b5a3c;",
            Position.Against => "background:#f8dfdc;color:#8c1d18;",
            _ => "background:#e6e8ec;color:#3a4250;",
        };

    internal static string ChipClass(Position position) => position switch
    {
        Position.Favor => "favor",
        Position.Against => "against",
        Position.Neutral => "neutral",
        _ => "unknown",
    };
}
