using Alerts.Cli;
using Alerts.Pipeline.Signals;
using Alerts.Tests.Azurite;
using Alerts.Tests.Pipeline;
using Alerts.Tests.Web;

namespace Alerts.Tests.Cli;

public sealed class ReviewsTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Complaints_are_listed_with_their_signal_until_they_are_closed()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var alerts = new CommandLine("--connection", rig.Connection);
        await ExampleStorage.FillAsync(rig.Services, Cancel);
        var other = new string('f', 32);
        var reviews = rig.Get<ReviewStore>();
        await reviews.AddAsync(new(ExampleStorage.SignalId, "nobody-moved", "It only [repeats].", rig.Time.GetUtcNow()), Cancel);
        await reviews.AddAsync(new(ExampleStorage.SignalId, "old-news", "", rig.Time.GetUtcNow().AddHours(1)), Cancel);
        await reviews.AddAsync(new(other, "other", "", rig.Time.GetUtcNow()), Cancel);

        var table = await alerts.DoAsync("reviews", "list");
        Assert.Contains("Ukraine: NATO membership, favor -> neutral (conditional)", table, StringComparison.Ordinal);
        Assert.Contains("It only [repeats].", table, StringComparison.Ordinal);
        Assert.Contains("(withdrawn)", table, StringComparison.Ordinal);
        var list = await alerts.JsonAsync("reviews", "list");
        Assert.Equal([2, 1], list.EnumerateArray().Select(review => review.GetProperty("complaints").GetArrayLength()));

        Assert.Equal("2 complaints closed.\n", await alerts.DoAsync("reviews", "close", ExampleStorage.SignalId));
        Assert.Equal(other, Assert.Single((await alerts.JsonAsync("reviews", "list")).EnumerateArray()).GetProperty("signalId").GetString());
    }

    [Fact]
    public async Task Closing_what_nobody_complained_about_is_told()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);

        var answer = await new CommandLine("--connection", rig.Connection).RunAsync("reviews", "close", "abc'def");

        Assert.Equal(ExitCode.Failed, answer.ExitCode);
        Assert.Equal("0 complaints closed. Nobody complained about abc'def.\n", answer.Output);
    }
}
