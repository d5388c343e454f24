using System.CommandLine;
using System.Globalization;
using Alerts.Local.Storage;

namespace Alerts.Benchmarks.Pages;

/// <summary><c>pages</c>: what a page costs the server and weighs for its reader.</summary>
internal static class PagesCommand
{
    private const int WarmUps = 10;

    internal static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "How often each page is asked for.", DefaultValueFactory = _ => 100 };
        var articles = new Option<int>("--articles") { Description = "Articles stored.", DefaultValueFactory = _ => 2_000 };
        var command = new Command("pages", "Asks for every page over HTTP, on an Azurite of its own: server time, storage requests, weight.") { rounds, articles };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(rounds), parsed.GetValue(articles), cancel));
        return command;
    }

    private static async Task RunAsync(int rounds, int articles, CancellationToken cancellation)
    {
        var program = await AzuriteInstallation.OfUser().FindOrInstallAsync(Console.WriteLine, cancellation);
        await using var azurite = await AzuriteServer.StartAsync(program, AzuritePorts.AnyFree, null, [AzuriteAccount.Development], _ => { }, cancellation);
        await using var site = await PagesSite.StartAsync(AzuriteAccount.Development.ConnectionString(azurite.Ports), cancellation);
        var paths = await PagesContent.FillAsync(site.Services, articles, cancellation);
        using var client = new HttpClient { BaseAddress = site.Address };

        Console.WriteLine(Line("page", "KB", "median ms", "p95 ms", "without storage", "storage requests"));
        foreach (var (name, path) in paths)
        {
            var served = new List<Served>(rounds);
            var bytes = 0;
            for (var i = -WarmUps; i < rounds; i++)
            {
                bytes = (await client.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellation)).Length;
                if (i >= 0)
                    served.Add(site.Last);
            }

            var total = served.Select(one => one.Total.TotalMilliseconds).Order().ToList();
            var own = served.Select(one => (one.Total - one.Storage).TotalMilliseconds).Order().ToList();
            Console.WriteLine(Line(name, Number(bytes / 1024.0), Number(total[rounds / 2]), Number(total[rounds * 95 / 100]), Number(own[rounds / 2]), served[^1].Requests.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Line(string name, params ReadOnlySpan<string> cells)
    {
        var line = name.PadRight(24);
        foreach (var cell in cells)
            line += cell.PadLeft(17);
        return line;
    }
}
