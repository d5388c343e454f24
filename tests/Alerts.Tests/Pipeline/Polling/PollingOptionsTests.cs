using Alerts.Feeds.Fetching;
using Alerts.Pipeline;
using Alerts.Pipeline.Polling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Alerts.Tests.Pipeline.Polling;

public sealed class PollingOptionsTests
{
    [Theory]
    [InlineData("Minimum", "00:00:00", "set it to a time above zero")]
    [InlineData("Maximum", "00:01:00", "it may not be below Polling__Minimum, 00:02:00")]
    [InlineData("Maximum", "8.00:00:00", "7.00:00:00 or less")]
    [InlineData("HostPause", "-00:00:01", "between 00:00:00 and 00:01:00")]
    [InlineData("HostPause", "00:02:00", "between 00:00:00 and 00:01:00")]
    [InlineData("HostLease", "00:00:30", "above 00:00:30, which a request may take")]
    [InlineData("HostLease", "00:11:00", "up to 00:10:00")]
    [InlineData("PushedInterval", "00:00:00", "above zero")]
    [InlineData("PushedInterval", "2.00:00:00", "up to 1.00:00:00")]
    [InlineData("QueueAgainAfter", "00:00:00", "above zero")]
    [InlineData("PagesOff", "news.example, https://other.example/", "\"https://other.example/\", which is no host name")]
    [InlineData("ContactUrl", "about", "an absolute http(s) address")]
    [InlineData("ContactUrl", "ftp://news.example/", "an absolute http(s) address")]
    [InlineData("ContactUrl", "https://user:secret@news.example/", "without user name")]
    public void What_cannot_work_is_said_at_the_start_with_its_setting(string setting, string value, string sentence)
    {
        var failure = Assert.Single(Assert.Throws<OptionsValidationException>(() => Read((setting, value))).Failures);

        Assert.StartsWith($"Polling__{setting} ", failure, StringComparison.Ordinal);
        Assert.Contains(sentence, failure, StringComparison.Ordinal);
        Assert.EndsWith(".", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_shipped_and_what_a_local_run_sets_can_work()
    {
        Assert.True(Read().WebSub);
        Assert.Equal(["a.example", "b.example"], Read(("PagesOff", " a.example ,, b.example"), ("ContactUrl", "https://news.example/about"), ("HostPause", "00:00:00")).HostsOff);
    }

    [Fact]
    public void A_fetcher_refuses_options_that_cannot_work()
    {
        FetchOptions[] wrong =
        [
            new() { Product = "Alerts" }, new() { Product = "Alerts/1.0\r\nX: y" }, new() { Product = "/1" }, new() { Product = "1/1" },
            new() { ContactUrl = new("about", UriKind.Relative) }, new() { Timeout = TimeSpan.Zero }, new() { Timeout = TimeSpan.FromHours(1) },
            new() { MaxBytes = 0 }, new() { MaxBytes = int.MaxValue }, new() { MaxHeaderBytes = 0 }, new() { MaxRedirects = -1 }, new() { MaxRedirects = 100 },
        ];
        foreach (var options in wrong)
            Assert.EndsWith("'options')", Assert.Throws<ArgumentException>(() => new FeedFetcher(options, TimeProvider.System)).Message, StringComparison.Ordinal);
        Assert.Null(new FetchOptions().Problem());
    }

    private static PollingOptions Read(params (string Name, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => "Polling:" + setting.Name, setting => (string?)setting.Value);
        all["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";
        using var services = new ServiceCollection().AddAlerts(new ConfigurationBuilder().AddInMemoryCollection(all).Build()).BuildServiceProvider();
        return services.GetRequiredService<IOptions<PollingOptions>>().Value;
    }
}
