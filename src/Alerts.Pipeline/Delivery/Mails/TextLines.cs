using System.Text;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>Sets plain text in lines that every client and terminal shows whole. Pure.</summary>
internal static class TextLines
{
    /// <summary>As RFC 3676 section 4.2 advises: 78 at most, and room for the marks of an answer's answer.</summary>
    internal const int Width = 72;

    /// <summary>Breaks lines at spaces. A word that is longer, an address above all, stands whole on a line of its own; what follows a dash is set in under it.</summary>
    /// <param name="text">Lines end in '\n'. A line that fits stays as it is, the signature's "-- " with its space.</param>
    internal static string Wrap(string text)
    {
        var wrapped = new StringBuilder(text.Length + 64);
        foreach (var line in text.Split('\n'))
            Append(wrapped, line);
        wrapped.Length--; // a '\n' more than there were
        return wrapped.ToString();
    }

    private static void Append(StringBuilder wrapped, string line)
    {
        if (line.Length <= Width)
        {
            wrapped.Append(line).Append('\n');
            return;
        }

        var own = line.Length - line.TrimStart(' ').Length;
        var hanging = line.StartsWith("- ", StringComparison.Ordinal) ? 2 : own;
        var column = 0;
        foreach (var (at, word) in line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                wrapped.Append('\n');
                column = 0;
            }

            var lead = column > 0 ? 1 : at == 0 ? own : hanging;
            wrapped.Append(' ', lead).Append(word);
            column += lead + word.Length;
        }

        wrapped.Append('\n');
    }
}
