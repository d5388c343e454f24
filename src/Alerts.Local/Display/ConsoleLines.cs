using System.Globalization;
using Spectre.Console;

namespace Alerts.Local.Display;

/// <summary>
/// What happens, a line each: time, kind, text. Coloured on a terminal; plain and unwrapped where the output is redirected.
/// Safe to share between threads.
/// </summary>
internal sealed class ConsoleLines
{
    private const int Indent = 18;

    private readonly Lock gate = new();
    private readonly IAnsiConsole console;
    private readonly TimeProvider time;

    internal ConsoleLines(IAnsiConsole console, TimeProvider time)
    {
        (this.console, this.time) = (console, time);
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = 4096;
    }

    /// <param name="kind">One word of at most seven letters.</param>
    /// <param name="color">A colour's name, for the kind.</param>
    /// <param name="text">The line.</param>
    /// <param name="more">Lines below it, indented.</param>
    internal void Write(string kind, string color, string text, params IEnumerable<string> more)
    {
        var clock = time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        lock (gate)
        {
            console.MarkupLine($"[grey]{clock}[/]  [{color}]{kind,-7}[/] {Fold(text)}");
            foreach (var line in more)
                console.MarkupLine($"{new string(' ', Indent)}[grey]{Fold(line)}[/]");
        }
    }

    internal void Plain(string text)
    {
        lock (gate)
            console.WriteLine(text);
    }

    /// <summary>A page's name and address.</summary>
    internal void Link(string name, string address)
    {
        lock (gate)
            console.MarkupLine($"  {name.EscapeMarkup(),-10} [blue]{address.EscapeMarkup()}[/]");
    }

    /// <summary>Long lines go on below their own beginning.</summary>
    private string Fold(string text)
    {
        var width = Math.Max(20, console.Profile.Width - Indent - 1);
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var rest = paragraph.AsSpan();
            while (rest.Length > width)
            {
                var cut = rest[..width].LastIndexOf(' ') is > 0 and var space ? space : width;
                lines.Add(rest[..cut].ToString());
                rest = rest[cut..].TrimStart();
            }

            lines.Add(rest.ToString());
        }

        return string.Join('\n' + new string(' ', Indent), lines.Select(Markup.Escape));
    }
}
