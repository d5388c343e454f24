using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using Alerts.Feeds;

namespace Alerts.Benchmarks.Feeds;

/// <summary>Those who read feeds.</summary>
internal static class Readers
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    public static IReadOnlyList<Contestant> All { get; } =
    [
        new("alerts", body => FeedReader.Read(body, FeedSource.Unknown)),
        new("xmlreader-walk", Walk),
        new("syndication", Syndicate),
        new("codehollow", body => CodeHollow.FeedReader.FeedReader.ReadFromByteArray(body)),
    ];

    /// <summary>The HTML of all entries, each as UTF-8.</summary>
    public static List<byte[]> Html(IEnumerable<byte[]> files) =>
        [.. files.Select(file => FeedReader.TryRead(file, FeedSource.Unknown, out _)).OfType<FeedDocument>()
            .SelectMany(feed => feed.Entries).SelectMany(entry => entry.Contents.Append(entry.Summary).OfType<FeedContent>().Distinct())
            .Where(content => content.IsMarkup).Select(content => Encoding.UTF8.GetBytes(content.Value))];

    private static void Walk(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body, writable: false), Settings);
        while (reader.Read())
        {
        }
    }

    private static void Syndicate(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body, writable: false), Settings);
        _ = SyndicationFeed.Load(reader).Items.Count();
    }
}
