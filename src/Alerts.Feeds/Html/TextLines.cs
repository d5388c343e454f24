using System.Text;
using System.Text.RegularExpressions;

namespace Alerts.Feeds.Html;

/// <summary>Gathers running text into lines without empty ones.</summary>
internal sealed partial class TextLines
{
    private readonly StringBuilder text = new();
    private int lineStart;
    private bool space;

    public void Append(ReadOnlySpan<char> run)
    {
        foreach (var c in run)
        {
            if (char.IsWhiteSpace(c))
            {
                space = text.Length > lineStart;
                continue;
            }
            if (c is '\u200B' or '\u00AD' or '\uFEFF')
                continue;
            if (space)
                text.Append(' ');
            space = false;
            text.Append(c);
        }
    }

    public void Break()
    {
        space = false;
        if (text.Length == lineStart)
            return;
        if (Trailer().IsMatch(text.ToString(lineStart, text.Length - lineStart)))
        {
            text.Length = lineStart;
            return;
        }
        text.Append('\n');
        lineStart = text.Length;
    }

    public override string ToString()
    {
        Break();
        return text.Length == 0 ? "" : text.ToString(0, text.Length - 1);
    }

    /// <summary>What blog software puts under every excerpt.</summary>
    [GeneratedRegex(@"^(The post .{1,300} (appeared first on|first appeared on) .{1,200}|(Continue reading|Read more|Read the full (story|article)|More\b).{0,20}|Comments)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Trailer();
}
