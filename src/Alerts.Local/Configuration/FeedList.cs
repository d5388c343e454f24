using Alerts.Feeds.Opml;

namespace Alerts.Local.Configuration;

/// <summary>A feed to read.</summary>
/// <param name="Title">Null takes the feed's own.</param>
internal sealed record FeedChoice(string Url, string? Title);

/// <summary>Turns what --feeds says into feeds.</summary>
internal static class FeedList
{
    /// <param name="values">Absolute http(s) URLs, and paths of OPML files.</param>
    /// <exception cref="StartupException">A file is missing, broken or lists no feed, or a value is no URL.</exception>
    internal static IReadOnlyList<FeedChoice> Read(IEnumerable<string> values) =>
        [.. values.SelectMany(value => IsWeb(value) ? [new FeedChoice(value, null)] : FromFile(value)).DistinctBy(feed => feed.Url, StringComparer.Ordinal)];

    private static bool IsWeb(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static IEnumerable<FeedChoice> FromFile(string file)
    {
        if (!File.Exists(file))
            throw new StartupException($"--feeds names {file}, which is neither an http(s) URL nor a file here: check its spelling.");

        try
        {
            using var stream = File.OpenRead(file);
            var feeds = OpmlDocument.Read(stream);
            if (feeds.Count == 0)
                throw new StartupException($"{file} lists no feed: its outlines need an xmlUrl.");
            if (feeds.FirstOrDefault(feed => !IsWeb(feed.XmlUrl)) is { } wrong)
                throw new StartupException($"{file} lists \"{wrong.XmlUrl}\", which is no http(s) URL: mend that outline.");
            return feeds.Select(feed => new FeedChoice(feed.XmlUrl, feed.Title.Length == 0 ? null : feed.Title));
        }
        catch (OpmlFormatException broken)
        {
            throw new StartupException($"{file}: {broken.Message}", broken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{file} cannot be read: {failure.Message}", failure);
        }
    }
}
