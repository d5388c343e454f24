using System.Text;

namespace Alerts.Feeds.Fetching;

/// <summary>One allow or disallow line: a path pattern in which * stands for anything and a final $ for the end (RFC 9309 section 2.2.3).</summary>
internal sealed class RobotsRule
{
    private readonly string[] pieces;
    private readonly bool isAnchored;

    private RobotsRule(string[] pieces, bool isAnchored, int length, bool allows)
    {
        this.pieces = pieces;
        this.isAnchored = isAnchored;
        Length = length;
        Allows = allows;
    }

    internal bool Allows { get; }

    /// <summary>How specific the rule is, in bytes of the pattern.</summary>
    internal int Length { get; }

    internal static RobotsRule Of(string pattern, bool allows)
    {
        var normal = Normalize(pattern);
        var isAnchored = normal.EndsWith('$');
        return new RobotsRule((isAnchored ? normal[..^1] : normal).Split('*'), isAnchored, normal.Length, allows);
    }

    /// <summary>Each piece at its first place after the one before; that is enough, and linear.</summary>
    internal bool Matches(string path)
    {
        if (!path.StartsWith(pieces[0], StringComparison.Ordinal))
            return false;
        var position = pieces[0].Length;
        for (var i = 1; i < pieces.Length; i++)
        {
            var isLast = i == pieces.Length - 1;
            if (isLast && isAnchored)
                return path.Length - pieces[i].Length >= position && path.EndsWith(pieces[i], StringComparison.Ordinal);
            var found = path.IndexOf(pieces[i], position, StringComparison.Ordinal);
            if (found < 0)
                return false;
            position = found + pieces[i].Length;
        }
        return !isAnchored || position == path.Length;
    }

    /// <summary>One spelling for each path: bytes beyond ASCII escaped, escapes in capitals, escaped letters, digits and -._~ written out.</summary>
    internal static string Normalize(string path)
    {
        var normal = new StringBuilder(path.Length);
        var bytes = Encoding.UTF8.GetBytes(path);
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = bytes[i];
            var isEscape = value == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]);
            if (isEscape)
            {
                value = (byte)((Convert.FromHexString([(char)bytes[i + 1], (char)bytes[i + 2]]))[0]);
                i += 2;
            }
            if (isEscape ? char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' : value is > 0x20 and < 0x7F)
                normal.Append((char)value);
            else
                normal.Append('%').Append(Convert.ToHexString([value]));
        }
        return normal.ToString();
    }
}
