using System.Text;
using Alerts.Detection;
using Alerts.Feeds.Html;

namespace Alerts.Cli.Explain;

/// <summary>A text to explain: headline on its first line. Spans are given in the whole, so it keeps where each part begins.</summary>
internal sealed record ExplainSource(string Whole, int TitleLength, int TextStart)
{
    public DetectionInput ToInput(DateTimeOffset? published, string? language) =>
        new(TitleLength == 0 ? null : Whole[..TitleLength], Whole[TextStart..], published, language);

    public int Offset(TextPart part) => part == TextPart.Title ? 0 : TextStart;

    public static async Task<ExplainSource> ReadAsync(string source, CancellationToken cancel)
    {
        string whole;
        if (source == "-")
            whole = await Console.In.ReadToEndAsync(cancel);
        else if (Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            whole = await DownloadAsync(url, cancel);
        else
            whole = ReadFile(source, "the source");
        if (string.IsNullOrWhiteSpace(whole))
            throw new CliError($"{source} holds no text; give a file with a headline on line 1 and the text below it.");
        return Split(whole);
    }

    /// <summary>The first line is the headline unless it is the only one and reads like a sentence.</summary>
    public static ExplainSource Split(string whole)
    {
        var end = whole.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0)
            return new ExplainSource(whole, 0, 0);
        var title = end > 0 && whole[end - 1] == '\r' ? end - 1 : end;
        return new ExplainSource(whole, title, end + 1);
    }

    public static string ReadFile(string path, string what)
    {
        try
        {
            return File.ReadAllText(path, Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliError($"{path} ({what}) cannot be read: {e.Message.TrimEnd('.')}; check the path and your right to read it.", e);
        }
    }

    private static async Task<string> DownloadAsync(Uri url, CancellationToken cancel)
    {
        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = 10 * 1024 * 1024 };
            client.DefaultRequestHeaders.UserAgent.ParseAdd("Alerts-explain/0.1");
            var html = await client.GetStringAsync(url, cancel);
            return html.Contains("<html", StringComparison.OrdinalIgnoreCase) || html.Contains("<p", StringComparison.OrdinalIgnoreCase) ? HtmlText.FromHtml(html) : html;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            throw new CliError($"{url} cannot be fetched: {e.Message.TrimEnd('.')}; check the address or save the page to a file.", e);
        }
    }
}
