using System.Text;
using System.Text.Json;
using Alerts.Cli;
using Alerts.Pipeline.Storage;
using Alerts.Tests.Azurite;
using Alerts.Tests.Pipeline;
using Azure.Storage.Queues;

namespace Alerts.Tests.Cli;

public sealed class PoisonTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_shapes_are_shown_ours_with_function_and_reason()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var alerts = new CommandLine("--connection", rig.Connection);
        await PoisonByHandlerAsync(rig, "a1");
        await PutAsync(rig, QueueNames.Emails, """{"signalId":"s1","subscriberIds":["b"],"version":1}""");

        var queues = (await alerts.JsonAsync("poison", "list")).EnumerateArray().ToDictionary(queue => queue.GetProperty("queue").GetString()!); // Named, all of them.

        var ours = Assert.Single(queues[QueueNames.Articles].GetProperty("messages").EnumerateArray());
        Assert.Equal("DetectSignals", ours.GetProperty("function").GetString());
        Assert.Equal("It can never be read.", ours.GetProperty("reason").GetString());
        Assert.Contains("a1", ours.GetProperty("body").GetString(), StringComparison.Ordinal);
        var hosts = Assert.Single(queues[QueueNames.Emails].GetProperty("messages").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, hosts.GetProperty("reason").ValueKind);
        Assert.Contains("s1", hosts.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Contains("It can never be read.", await alerts.DoAsync("poison", "list"), StringComparison.Ordinal);
        Assert.Contains("\"articleId\":\"a1\"", await alerts.DoAsync("poison", "show", ours.GetProperty("id").GetString()![..8]), StringComparison.Ordinal); // Every message has an id.
    }

    [Fact]
    public async Task A_replayed_message_is_the_one_that_failed_without_the_memory_of_its_outage()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var alerts = new CommandLine("--connection", rig.Connection);
        var delayed = new ArticleMessage("a1", Delayed: new(9, rig.Time.GetUtcNow().AddDays(-2)));
        await rig.Get<MessageHandling>().RunAsync("DetectSignals", delayed, (_, _) => throw new KnownOutage("away"), Cancel);
        Assert.Single(await rig.PoisonAsync(QueueNames.Articles));

        Assert.Equal("1 message sent again.\n", await alerts.DoAsync("poison", "replay", "--all"));

        Assert.Empty(await rig.PoisonAsync(QueueNames.Articles));
        var again = (await rig.Queue(QueueNames.Articles).ReceiveMessageAsync(cancellationToken: Cancel)).Value;
        Assert.Equal(new ArticleMessage("a1"), JsonSerializer.Deserialize<ArticleMessage>(again.Body.ToString(), JsonSerializerOptions.Web));
    }

    [Fact]
    public async Task One_of_many_is_dropped_and_the_others_stay_visible()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var alerts = new CommandLine("--connection", rig.Connection);
        for (var i = 0; i < 70; i++)
            await PutAsync(rig, QueueNames.Links, $$"""{"number":{{i}}}""");
        var last = (await alerts.JsonAsync("poison", "list", "--queue", "links"))[0];
        Assert.Equal((70, 32), (last.GetProperty("count").GetInt32(), last.GetProperty("messages").GetArrayLength()));
        var id = last.GetProperty("messages")[31].GetProperty("id").GetString()!; // Every message has an id.

        Assert.Equal("1 message dropped.\n", await alerts.DoAsync("poison", "drop", id));

        var left = await DrainAsync(rig, QueueNames.Links);
        Assert.Equal(69, left.Count);
        Assert.DoesNotContain("""{"number":31}""", left);
    }

    [Fact]
    public async Task What_is_not_even_Base64_is_shown_and_goes_back_as_it_was()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var alerts = new CommandLine("--connection", rig.Connection);
        await Raw(rig, QueueNames.Poison(QueueNames.Feeds)).SendMessageAsync("<no base64>", Cancel);

        Assert.Contains("<no base64>", await alerts.DoAsync("poison", "list"), StringComparison.Ordinal);
        await alerts.DoAsync("poison", "replay", "--queue", "feeds-poison", "--all");

        Assert.Equal("<no base64>", (await Raw(rig, QueueNames.Feeds).ReceiveMessageAsync(cancellationToken: Cancel)).Value.Body.ToString());
    }

    [Theory]
    [InlineData("poison replay", "poison replay takes ids or --all: see poison list.")]
    [InlineData("poison drop abcdef --all", "poison drop takes ids or --all: see poison list.")]
    [InlineData("poison drop abc", "abc is too short for an id: give 4 characters or more.")]
    [InlineData("poison list --queue nonsense", "--queue names nonsense, which is no queue of ours: give one of ")]
    [InlineData("poison show abcdef", "No poison queue holds a message abcdef: see poison list.")]
    public async Task Bad_input_changes_nothing(string line, string sentence)
    {
        await using var rig = await PipelineRig.StartAsync(azurite);

        var answer = await new CommandLine("--connection", rig.Connection).RunAsync(line.Split(' '));

        Assert.Equal(ExitCode.BadInput, answer.ExitCode);
        Assert.StartsWith(sentence, answer.Error, StringComparison.Ordinal);
    }

    private static async Task PoisonByHandlerAsync(PipelineRig rig, string articleId) =>
        await rig.Get<MessageHandling>().RunAsync("DetectSignals", new ArticleMessage(articleId), (_, _) => throw new PermanentFailure("It can never be read."), Cancel);

    /// <summary>As the host does: the failed message's bytes and nothing else.</summary>
    private static async Task PutAsync(PipelineRig rig, string queue, string json) =>
        await Raw(rig, QueueNames.Poison(queue)).SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)), Cancel);

    private static QueueClient Raw(PipelineRig rig, string name) => new(rig.Connection, name);

    private static async Task<List<string>> DrainAsync(PipelineRig rig, string queue)
    {
        var bodies = new List<string>();
        while ((await rig.Queue(QueueNames.Poison(queue)).ReceiveMessagesAsync(32, cancellationToken: Cancel)).Value is { Length: > 0 } batch)
            bodies.AddRange(batch.Select(message => message.Body.ToString()));
        return bodies;
    }
}
