using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Alerts.Pipeline.Web;

/// <summary>The sheet that every page carries inline: a Function App serves no files, and a page asks for nothing else.</summary>
internal static partial class Stylesheet
{
    /// <summary>Without comments and indentation; exactly what stands between the style tags.</summary>
    internal static string Text { get; } = Read();

    /// <summary>For the content security policy (CSP Level 3, hash-source): <c>sha256-…</c>.</summary>
    internal static string Hash { get; } = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    private static string Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("site.css")
            ?? throw new InvalidOperationException("site.css is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        var lines = Comments().Replace(reader.ReadToEnd(), "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Comments();
}
