using System.Text.Json;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Azure.Data.Tables;

namespace Alerts.Tests.Pipeline;

public sealed class KeysTests
{
    private static readonly JsonSerializerOptions HostJson = new() { PropertyNameCaseInsensitive = true };

    [Theory]
    [InlineData("United States", "United States")]
    [InlineData("Türkiye", "Türkiye")]
    [InlineData("a/b\\c#d?e", "a~002Fb~005Cc~0023d~003Fe")]
    [InlineData("100%|~'", "100~0025~007C~007E~0027")]
    [InlineData("tab\tend", "tab~0009end")]
    public void What_the_service_refuses_is_written_as_its_number(string text, string key) => Assert.Equal(key, Keys.Escape(text));

    [Fact]
    public void Long_parts_are_cut_and_still_told_apart()
    {
        var one = Keys.Escape(new string('x', 5000) + "1");
        var two = Keys.Escape(new string('x', 5000) + "2");
        Assert.NotEqual(one, two);
        Assert.True(one.Length <= 200);
    }

    [Fact]
    public void Parts_of_an_id_cannot_run_into_each_other() => Assert.NotEqual(Ids.Article("ab", "c"), Ids.Article("a", "bc"));

    [Fact]
    public void Later_changes_come_first_in_a_month()
    {
        var id = new string('a', 32);
        var morning = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        Assert.True(string.CompareOrdinal(Keys.RecentSignal(morning.AddHours(1), id).Row, Keys.RecentSignal(morning, id).Row) < 0);
    }

    [Fact]
    public void A_long_text_is_split_and_read_back_whole()
    {
        var text = string.Concat(Enumerable.Repeat("a\U0001F600", 40_000));
        var entity = new TableEntity("p", "r").WithText("Text", text);
        EntityLimits.Check(entity);
        Assert.Equal(text, entity.Text("Text"));
    }

    [Fact]
    public void A_row_that_Azure_would_refuse_is_refused_here()
    {
        Assert.Throws<PermanentFailure>(() => EntityLimits.Check(new TableEntity("p", "r") { ["Text"] = new string('x', 40_000) }));
        var wide = new TableEntity("p", "r").WithText("Text", new string('x', 600_000));
        Assert.Throws<PermanentFailure>(() => EntityLimits.Check(wide));
    }

    [Fact]
    public void Every_message_binds_with_the_hosts_serializer()
    {
        IMessage[] messages =
        [
            new FeedsMessage("h", ["f"]), new ArticleMessage("a"), new SignalMessage("s", "x"), new EmailsMessage("s", ["x"]),
            new LinkMessage("x", LinkPurpose.Manage, DateTimeOffset.UnixEpoch, Delayed: new(2, DateTimeOffset.UnixEpoch)),
        ];
        foreach (var message in messages)
        {
            var json = JsonSerializer.Serialize(message, message.GetType(), EntityValues.Json);
            var back = JsonSerializer.Deserialize(json, message.GetType(), HostJson);
            Assert.Equal(json, JsonSerializer.Serialize(back, message.GetType(), EntityValues.Json));
        }
    }

    [Theory]
    [InlineData(0, null, 30)]
    [InlineData(3, null, 240)]
    [InlineData(30, null, 3600)]
    [InlineData(0, 90, 90)]
    [InlineData(9, 90, 3600)]
    public void An_outages_delay_grows_up_to_an_hour_and_is_never_less_than_asked(int times, int? asked, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), MessageHandling.DelayOf(times, asked is { } wait ? TimeSpan.FromSeconds(wait) : null));
}
