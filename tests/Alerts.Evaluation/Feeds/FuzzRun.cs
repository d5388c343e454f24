using System.Diagnostics;
using Alerts.Feeds;
using Alerts.Feeds.Html;

namespace Alerts.Evaluation.Feeds;

/// <summary>What came of reading broken feeds.</summary>
/// <param name="Failures">Exceptions that are no plain refusal: seed, number and exception of each.</param>
internal sealed record FuzzRun(int Count, int Read, int Refused, IReadOnlyList<string> Failures, TimeSpan Slowest)
{
    /// <summary>Every so manieth feed also goes through text extraction and sanitising, which take far longer than reading.</summary>
    private const int HtmlStride = 25;

    public static FuzzRun Over(IReadOnlyList<byte[]> feeds, int seed, int count)
    {
        int read = 0, refused = 0;
        var failures = new List<string>();
        var slowest = TimeSpan.Zero;
        var mutator = new FeedMutator(seed);
        for (var number = 0; number < count; number++)
        {
            var body = number < feeds.Count ? feeds[number] : mutator.Next(feeds);
            try
            {
                var watch = Stopwatch.StartNew();
                var feed = FeedReader.TryRead(body, FeedSource.Unknown, out _);
                slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
                if (feed is null)
                    refused++;
                else
                    read++;
                if (number % HtmlStride == 0 && feed is { Entries.Count: > 0 })
                    ReadHtml(feed.Entries[number % feed.Entries.Count]);
            }
#pragma warning disable CA1031 // Any exception at all is what a fuzz run looks for.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failures.Add($"seed {seed} number {number}: {failure}");
            }
        }
        return new FuzzRun(count, read, refused, failures, slowest);
    }

    private static void ReadHtml(FeedEntry entry)
    {
        foreach (var content in entry.Contents)
        {
            _ = HtmlText.FromHtml(content.Value);
            _ = HtmlSafe.Sanitize(content.Value, content.Base);
        }
    }
}
