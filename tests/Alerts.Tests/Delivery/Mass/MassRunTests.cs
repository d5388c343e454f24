using Alerts.Tests.Azurite;

namespace Alerts.Tests.Delivery.Mass;

public sealed class MassRunTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task One_signal_reaches_five_thousand_readers_once_though_processes_end_on_the_way()
    {
        var account = await azurite.NewAccountAsync();
        await using var run = new MassRun(account.ConnectionString, readers: 5000, kills: 2, workers: 4, line => TestContext.Current.TestOutputHelper?.WriteLine(line));
        var report = await run.RunAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{report}: {string.Join(", ", report.Transactions)}");

        Assert.Equal((5000, 0, 0, 0), (report.Reached, report.Strangers, report.Unexplained, report.Open));
        // A request more for each process that ended with one under way.
        Assert.InRange(report.Requests, 5, 5 + (report.Kills * 4));
        Assert.InRange(report.TransactionsAMail, 0, 1);
    }
}
