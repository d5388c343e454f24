using System.Text;
using Alerts.Feeds;

namespace Alerts.Tests.Feeds;

/// <summary>Reads feeds given as text.</summary>
internal static class Read
{
    public static FeedDocument Feed(string feed, string? baseUrl = null) =>
        FeedReader.Read(Encoding.UTF8.GetBytes(feed), new FeedSource(baseUrl is null ? null : new Uri(baseUrl)));

    public static FeedEntry Item(string fields) => Feed($"<rss version='2.0'><channel><item>{fields}</item></channel></rss>").Entries.Single();

    public static FeedEntry AtomEntry(string fields) => Feed($"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{fields}</entry></feed>").Entries.Single();
}
