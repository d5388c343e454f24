namespace Alerts.Feeds.Charsets;

/// <summary>A body as UTF-8 without byte order mark, the charset it came in, and what had to be mended on the way.</summary>
internal readonly record struct DecodedBody(ReadOnlyMemory<byte> Utf8, string Charset, bool WrongLabel, bool InvalidBytes);
