using Alerts.Cli;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Alerts.Tests.Pipeline;

namespace Alerts.Tests.Cli;

public sealed class SubscribersTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Subscribers_are_listed_exported_and_erased()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var alerts = new CommandLine("--connection", rig.Connection);
        await rig.SubscribeAsync("reader@example.org", new Watch(WatchKind.Topic, "nato-membership"));
        await rig.SubscribeAsync("other@example.org", new Watch(WatchKind.Actor, "Norway"));

        Assert.Equal(2, (await alerts.JsonAsync("subscribers", "list", "--counts")).GetProperty("Active").GetInt32());
        Assert.Equal(
            ["other@example.org", "reader@example.org"],
            (await alerts.JsonAsync("subscribers", "list")).EnumerateArray().Select(one => one.GetProperty("address").GetString()).Order());
        var kept = await alerts.JsonAsync("subscribers", "export", "reader@EXAMPLE.org");
        Assert.Equal("reader@example.org", kept.GetProperty("subscriber").GetProperty("address").GetString());
        Assert.Equal("nato-membership", kept.GetProperty("subscriptions")[0].GetProperty("watch").GetProperty("value").GetString());

        var unsure = await alerts.RunAsync("subscribers", "erase", "reader@example.org");
        Assert.Equal(ExitCode.BadInput, unsure.ExitCode);
        Assert.Contains("say --yes", unsure.Error, StringComparison.Ordinal);
        Assert.Equal("Erased.\n", await alerts.DoAsync("subscribers", "erase", "reader@example.org", "--yes"));

        Assert.DoesNotContain("reader@example.org", await alerts.DoAsync("subscribers", "list"), StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, (await alerts.RunAsync("subscribers", "export", "reader@example.org")).ExitCode);
    }

    [Theory]
    [InlineData("not-an-address", "\"not-an-address\" is no address: An address has exactly one @")]
    [InlineData("nobody@example.org", "Nobody is subscribed with nobody@example.org: see subscribers list.")]
    public async Task Who_is_not_there_is_told_so(string address, string sentence)
    {
        await using var rig = await PipelineRig.StartAsync(azurite);

        var answer = await new CommandLine("--connection", rig.Connection).RunAsync("subscribers", "export", address);

        Assert.Equal(ExitCode.BadInput, answer.ExitCode);
        Assert.StartsWith(sentence, answer.Error, StringComparison.Ordinal);
    }
}
