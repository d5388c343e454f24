namespace Alerts.Feeds.Markup;

internal enum TokenKind
{
    End,
    Text,
    CData,
    StartTag,
    EndTag,
}
