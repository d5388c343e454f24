using System.Collections.Concurrent;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Alerts.Tests.Delivery.Routing;
using Alerts.Tests.Pipeline.Digests;
using Microsoft.Extensions.Logging;

namespace Alerts.Tests.Delivery;

/// <summary>Logs tell what was sent and not to whom.</summary>
public sealed class AddressLogTests(AzuriteFixture azurite)
{
    private static readonly Watch Nato = new(WatchKind.Topic, "nato-membership");

    public static TheoryData<string, string> Answers => new()
    {
        { "550 5.1.1 <anna.b@mail.example.org>: no such user", "550 5.1.1 <a\u2026@mail.example.org>: no such user" },
        { "{\"message\":\"anna@example.org is bad\"}", "{\"message\":\"a\u2026@example.org is bad\"}" },
        { "\u00E4nne+x@example.org,b@example.org", "\u00E4\u2026@example.org,b\u2026@example.org" },
        { "nothing @ all", "nothing @ all" },
        { "", "" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Addresses_in_what_others_say_are_masked(string said, string kept) => Assert.Equal(kept, MaskedAddress.In(said));

    [Theory]
    [InlineData("anna@example.org", "a\u2026@example.org")]
    [InlineData("nobody", "\u2026")]
    [InlineData("@example.org", "\u2026")]
    public void An_address_is_masked_to_its_first_letter_and_domain(string address, string masked) => Assert.Equal(masked, MaskedAddress.Of(address));

    [Theory]
    [InlineData(false, MailFate.Taken)]
    [InlineData(true, MailFate.Taken)]
    [InlineData(false, MailFate.Refused)]
    [InlineData(false, MailFate.Postponed)]
    public async Task No_log_line_of_any_delivery_holds_a_whole_address(bool dry, MailFate fate)
    {
        var told = new Told();
        await using var story = await DigestStory.StartAsync(azurite);
        story.Rig.Logs = told;
        story.Rig.Set("Mail:DryRun", dry ? "true" : "false");
        if (fate != MailFate.Taken)
            story.Rig.Mailer = new FakeProvider { Mood = fate };
        story.Rig.Restart();
        var reader = await story.EnrolAsync("whole.name@example.org", new Wish(Nato));
        var daily = await story.EnrolAsync("another.name@example.org", new Wish(Nato, When: MailTime.Daily));
        await story.ReportAsync("change Ukraine nato-membership Favor Neutral");
        await story.DigestsAtAsync(7);
        await story.Rig.Get<MessageHandling>().RunAsync("SendLinks", new LinkMessage(reader, LinkPurpose.Manage, story.Rig.Time.GetUtcNow()), story.Rig.Get<LinkSending>().RunAsync, TestContext.Current.CancellationToken);

        Assert.NotEmpty(told.Lines);
        if (fate == MailFate.Taken)
            Assert.Equal(dry ? 6 : 3, told.Lines.Count(line => line.Contains("\u2026@example.org", StringComparison.Ordinal)));
        Assert.DoesNotContain(told.Lines, line => line.Contains("name@example.org", StringComparison.OrdinalIgnoreCase));
        Assert.NotEqual(reader, daily);
    }

    private sealed class Told : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);
    }
}
