using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Alerts.Pipeline.Storage;

/// <summary>Ids are hashes of what they name, so that a handler that runs twice names the same thing twice.</summary>
/// <remarks>32 lower-case hex digits: the first half of a SHA-256 over the kind and its parts, each with its length before it.</remarks>
public static class Ids
{
    public static string Feed(string url) => Of("feed", url);

    /// <summary>An article by its canonical link.</summary>
    public static string Article(string canonicalLink) => Of("article", canonicalLink);

    /// <summary>An article that has no link, or shares it with others of its feed: by its guid there.</summary>
    public static string Article(string feedId, string entryId) => Of("article", feedId, entryId);

    /// <summary>An interned query, by its canonical form.</summary>
    public static string Query(string canonical) => Of("query", canonical);

    public static string Match(string articleId, string queryId) => Of("match", articleId, queryId);

    public static string Statement(string articleId, string actor, string topic, string? about, Detection.Position position) =>
        Of("statement", articleId, actor, topic, about ?? "", position.ToString());

    /// <summary>A change, by when its story began: outlets that report at once name the same one, in whatever order they are read.</summary>
    /// <param name="since">
    /// Two stories of one change are more than 72 hours apart, so that each has a span of 72 hours to itself, counted from the year 1.
    /// </param>
    /// <param name="hedged">A rumour of a change is not the change: the firm report that follows is a signal of its own.</param>
    public static string Change(string actor, string topic, string? about, Detection.Position to, DateTimeOffset since, bool hedged) => Of(
        hedged ? "rumour" : "change", actor, topic, about ?? "", to.ToString(),
        (since.UtcTicks / (72 * TimeSpan.TicksPerHour)).ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>An operator's correction or retraction, by what was wrong and what is right: a command that is given twice makes one.</summary>
    /// <param name="wrong">The signal that was wrong; where none was made of it, the article that brought the position.</param>
    /// <param name="to">The right position; null for a retraction.</param>
    public static string Correction(string actor, string topic, string? about, string wrong, Detection.Position? to) =>
        Of("correction", actor, topic, about ?? "", wrong, to?.ToString() ?? "");

    public static string Delivery(string subscriberId, string signalId) => Of("delivery", subscriberId, signalId);

    /// <summary>A digest, by whose it is and when it was due; a delivery names it as if it were a signal.</summary>
    public static string Digest(string subscriberId, DateTimeOffset due) =>
        Of("digest", subscriberId, due.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Whether a text that a stranger sent has the form of an id.</summary>
    internal static bool IsId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    internal static string Of(string kind, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, kind);
        foreach (var part in parts)
            Append(hash, part);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
