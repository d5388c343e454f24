using System.CommandLine;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;

namespace Alerts.Cli.Feeds;

/// <summary><c>feeds add URL …</c></summary>
internal static class AddFeeds
{
    public static Command Create()
    {
        var urls = new Argument<string[]>("url") { Description = "Addresses of feeds, or of pages that offer one.", Arity = ArgumentArity.OneOrMore };
        var title = new Option<string?>("--title") { Description = "The outlet's name in mails and on pages; without it, the feed's own.", HelpName = "text" };
        var unseen = new Option<bool>("--no-check") { Description = "Add them as given, without asking the publisher." };
        return new Command("add", "Add feeds; each is asked first, and a page's feed is found. The first poll fills the ledger and mails nothing.") { urls, title, unseen }
            .Runs(async (run, cancel) =>
            {
                var addresses = run.Value(urls).Select(Address).ToList();
                if (addresses.Count > 1 && run.Value(title) is not null)
                    throw new CliError("--title names one feed: add the others in a call of their own.");
                await run.PrepareStorageAsync(cancel);
                var results = new List<AddedFeed>();
                await run.ProgressAsync("Asking the publishers", async done =>
                {
                    foreach (var address in addresses)
                    {
                        results.Add(await AddAsync(run, address, run.Value(title), check: !run.Value(unseen), cancel));
                        done((double)results.Count / addresses.Count);
                    }
                });
                run.Write(results, string.Join('\n', results.Select(result => result.Fault ?? $"Added {result.Title ?? result.Url} ({result.Url}).")));
                return results.TrueForAll(result => result.Fault is null) ? ExitCode.Done : ExitCode.Failed;
            });
    }

    private static async Task<AddedFeed> AddAsync(Invocation run, Uri address, string? title, bool check, CancellationToken cancel)
    {
        if (!check)
            return await PutAsync(run, address.AbsoluteUri, title, title, cancel);
        var search = await run.Get<FeedSearch>().FindAsync(address, cancel);
        if (search.Feed is { } feed)
            return await PutAsync(run, feed.Url, title, title ?? feed.Title, cancel);
        return new(null, address.AbsoluteUri, null, search.Fault
            ?? $"{address} offers {search.Offered.Count} feeds, add the one you want: {string.Join(", ", search.Offered.Select(offer => offer.Url))}");
    }

    private static async Task<AddedFeed> PutAsync(Invocation run, string url, string? title, string? shown, CancellationToken cancel)
    {
        await run.Get<FeedStore>().AddAsync(url, title, run.Now, cancel);
        return new(Ids.Feed(url), url, shown, null);
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw new CliError($"\"{text}\" is no web address: write it as https://host/path.");

    /// <param name="Id">Null where it was not added.</param>
    private sealed record AddedFeed(string? Id, string Url, string? Title, string? Fault);
}
