using System.Text;
using System.Text.Json;
using Alerts.Feeds.Opml;
using Alerts.Tests.Azurite;
using Alerts.Tests.Cli;
using Alerts.Tests.Local;
using Alerts.Tests.Pipeline;

namespace Alerts.Tests.Infra;

/// <summary>The operator's first run, as infra/README.md tells it, against the local runtime, with the command line alone.</summary>
public sealed class FirstRunTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("alerts-first-run-");
    private LoopbackFeeds site = null!; // InitializeAsync sets it.

    public async ValueTask InitializeAsync()
    {
        site = await LoopbackFeeds.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var path in new[] { "/seed", "/found", "/listed" })
            site.Publish(path, new Item($"{path} opens", $"https://{path[1..]}.example/1", now, "The market opened on Monday."));
        site.Answer("/", context => context.Response.Body.WriteAsync("<link rel=alternate type=application/rss+xml href=/found>"u8.ToArray()).AsTask());
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_command_of_the_first_run_works_and_ends_with_feeds_that_are_well()
    {
        var lines = Lines();
        Assert.Contains(lines, line => line.StartsWith("feeds add", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("feeds health", StringComparison.Ordinal));
        await WriteFilesAsync();

        var account = await azurite.NewAccountAsync();
        await using var runtime = LocalProgram.Start(
            null, "--port", "0", "--feeds", site["/seed"], "--outbox", Path.Combine(folder.FullName, "outbox"),
            "AzureWebJobsStorage=" + account.ConnectionString, "PollSchedule=*/1 * * * * *", "Polling__AllowLoopback=true", "Polling__HostPause=00:00:00", "AzureFunctionsJobHost__extensions__queues__maxPollingInterval=00:00:01");
        await runtime.ReadUntilAsync("Ctrl+C stops");
        var alerts = new CommandLine("--connection", account.ConnectionString, "--settings", In("settings.json"));

        foreach (var line in lines)
            await alerts.DoAsync([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Fill)]);

        // Those that the operator added are polled like any other.
        await UntilAllAreWellAsync(alerts);
        Assert.Equal(3, (await alerts.JsonAsync("feeds", "list")).GetArrayLength());
        Assert.Equal("lunar-quarrying", Assert.Single((await alerts.JsonAsync("topics", "list", "--own")).EnumerateArray()).GetProperty("id").GetString());
        Assert.All((await alerts.JsonAsync("poison", "list")).EnumerateArray(), queue => Assert.Equal(0, queue.GetProperty("count").GetInt32()));
    }

    /// <summary>What stands in the block, without the alias.</summary>
    private static List<string> Lines() =>
    [
        .. File.ReadAllText(InfraFolder.File("README.md")).Split("```first-run")[1].Split("```")[0]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line["alerts ".Length..]),
    ];

    /// <summary>The guide's examples as they are here.</summary>
    private string Fill(string word) => word switch
    {
        "https://example.org/" => site["/"],
        "feeds.opml" or "mine.yaml" => In(word),
        _ => word,
    };

    private async Task WriteFilesAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using (var list = File.Create(In("feeds.opml")))
            OpmlDocument.Write(list, "Mine", [new("The listed Courier", site["/listed"])]);
        await File.WriteAllTextAsync(
            In("mine.yaml"), "topics:\n  - id: lunar-quarrying\n    name: Lunar quarrying\n    proposition: rock is quarried on the Moon\n    mentions: [lunar quarrying]\n", cancel);
        await File.WriteAllTextAsync(In("settings.json"), JsonSerializer.Serialize(new { Values = new Dictionary<string, string> { ["Polling__AllowLoopback"] = "true" } }), Encoding.UTF8, cancel);
    }

    private string In(string file) => Path.Combine(folder.FullName, file);

    /// <summary>Asks again until it is so, as an operator would; the runtime works in real time.</summary>
    private static async Task UntilAllAreWellAsync(CommandLine alerts)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var health = await alerts.JsonAsync("feeds", "health");
            if (health.EnumerateArray().All(feed => feed.GetProperty("condition").GetString() == "well"))
                return;
            Assert.False(patience.IsCancellationRequested, $"{health}");
            await Task.Delay(TimeSpan.FromMilliseconds(250), TestContext.Current.CancellationToken);
        }
    }
}
