using Alerts.Local;
using Alerts.Local.Runtime;
using Alerts.Local.Runtime.Queues;
using Alerts.Local.Runtime.Timers;
using Microsoft.Extensions.Configuration;

namespace Alerts.Tests.Local.Runtime;

public sealed class SettingsTests
{
    [Fact]
    public void An_empty_host_json_means_the_hosts_own_defaults()
    {
        var host = Read("{}");

        Assert.Equal(new QueueSettings(16, 8, 5, TimeSpan.Zero, TimeSpan.FromMinutes(1), Base64: true), host.Queues);
        Assert.Equal("api", host.RoutePrefix);
    }

    [Fact]
    public void A_setting_overrides_host_json_by_the_name_Azure_gives_it()
    {
        var host = Read(
            """{"extensions": {"queues": {"batchSize": 8, "messageEncoding": "none"}, "http": {"routePrefix": ""}}}""",
            ("AzureFunctionsJobHost:extensions:queues:batchSize", "2"));

        Assert.Equal((2, 1, false, ""), (host.Queues.BatchSize, host.Queues.NewBatchThreshold, host.Queues.Base64, host.RoutePrefix));
    }

    [Theory]
    [InlineData("batchSize", "33", "queues.batchSize is \"33\": give a whole number from 1 to 32.")]
    [InlineData("batchSize", "many", "queues.batchSize is \"many\"")]
    [InlineData("newBatchThreshold", "-1", "give a whole number from 0 to 1000")]
    [InlineData("maxDequeueCount", "0", "give a whole number from 1")]
    [InlineData("visibilityTimeout", "8.00:00:00", "give a time from 00:00:00 to 7.00:00:00, written hh:mm:ss.")]
    [InlineData("maxPollingInterval", "5", "give a time from")]
    [InlineData("messageEncoding", "utf8", "give base64 or none")]
    public void A_value_out_of_range_gets_a_sentence_that_names_it(string key, string value, string sentence)
    {
        var refusal = Assert.Throws<StartupException>(() => Read("{}", ($"AzureFunctionsJobHost:extensions:queues:{key}", value)));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_json_that_is_no_json_gets_a_sentence() =>
        Assert.Contains("is not JSON", Assert.Throws<StartupException>(() => Read("{")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("* * * * *")]
    [InlineData("every minute")]
    [InlineData("61 * * * * *")]
    public void A_schedule_that_cannot_be_read_names_its_function(string schedule) =>
        Assert.Contains("of the function PollFeeds cannot be read", Assert.Throws<StartupException>(() => TimerSchedule.Parse(schedule, "PollFeeds")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_schedule_setting_that_is_missing_is_named()
    {
        var refusal = Assert.Throws<StartupException>(() => AppSettings.Resolve("%PollSchedule%", "PollFeeds", Configuration()));
        Assert.Contains("setting PollSchedule, which is not set", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pause_before_an_empty_queue_grows_from_a_tenth_of_a_second_to_the_longest()
    {
        var backOff = new PollingBackOff(TimeSpan.FromSeconds(5), () => 0.5);

        Assert.Equal([100, 200, 400, 800, 1600, 3200, 5000, 5000], Enumerable.Range(0, 8).Select(_ => (int)backOff.AfterEmpty().TotalMilliseconds));
        backOff.Reset();
        Assert.Equal(100, (int)backOff.AfterEmpty().TotalMilliseconds);
    }

    private static HostSettings Read(string hostJson, params (string Key, string Value)[] settings)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, hostJson);
            return HostSettings.Read(file, Configuration(settings));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
        .Build();
}
