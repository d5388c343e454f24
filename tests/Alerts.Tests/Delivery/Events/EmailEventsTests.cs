using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Alerts.Functions;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Events;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Alerts.Tests.Delivery.Routing;
using Alerts.Tests.Pipeline;
using Alerts.Tests.Pipeline.Digests;
using Microsoft.AspNetCore.Http;

namespace Alerts.Tests.Delivery.Events;

/// <summary>SendGrid's signed Event Webhook, through its function class.</summary>
public sealed class EmailEventsTests(AzuriteFixture azurite)
{
    private static readonly Watch Nato = new(WatchKind.Topic, "nato-membership");
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("good", 204)]
    [InlineData("changed body", 403)]
    [InlineData("another key", 403)]
    [InlineData("no signature", 403)]
    [InlineData("no timestamp", 403)]
    [InlineData("garbage signature", 403)]
    [InlineData("no base64", 403)]
    [InlineData("another timestamp", 403)]
    [InlineData("26 hours old", 403)]
    [InlineData("a day old", 204)]
    [InlineData("eleven minutes ahead", 403)]
    [InlineData("timestamp of words", 403)]
    [InlineData("too large", 413)]
    [InlineData("an object", 400)]
    [InlineData("half a body", 400)]
    [InlineData("deep", 400)]
    [InlineData("odd events", 204)]
    public async Task Only_what_SendGrid_signed_lately_is_read(string trick, int status)
    {
        await using var story = await StartAsync();
        var now = story.Rig.Time.GetUtcNow();
        var body = trick switch
        {
            "too large" => $"[\"{new string('x', 3 * 1024 * 1024)}\"]",
            "an object" => "{}",
            "half a body" => "[{\"event\":",
            "deep" => new string('[', 5000),
            "odd events" => """[1,null,"x",[],{},{"event":7},{"event":"open"},{"event":"bounce","email":5,"timestamp":"soon"},{"event":"delivered","timestamp":1e300,"delivery_id":"x","subscriber_id":"../","signal_id":""}]""",
            _ => "[]",
        };
        var at = trick switch { "26 hours old" => now.AddHours(-26), "a day old" => now.AddDays(-1), "eleven minutes ahead" => now.AddMinutes(11), _ => now };
        var timestamp = trick == "timestamp of words" ? "now" : at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signature = trick switch
        {
            "another key" => Sign(stranger, timestamp, body),
            "changed body" => Sign(Key, timestamp, body + " "),
            "another timestamp" => Sign(Key, timestamp + "0", body),
            "garbage signature" => Convert.ToBase64String(new byte[70]),
            "no base64" => "!!",
            _ => Sign(Key, timestamp, body),
        };
        Assert.Equal(status, await PostAsync(story, body, trick == "no timestamp" ? null : timestamp, trick == "no signature" ? null : signature));
    }

    [Fact]
    public async Task Without_a_key_there_is_no_such_address()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        Assert.Equal(404, await PostAsync(story, "[]", "1", "x"));
    }

    [Theory]
    [InlineData("""{"event":"bounce","type":"bounce","status":"5.1.1"}""", 1, SubscriberState.Suspended)]
    [InlineData("""{"event":"spamreport"}""", 1, SubscriberState.Suspended)]
    [InlineData("""{"event":"dropped","reason":"Bounced Address"}""", 1, SubscriberState.Suspended)]
    [InlineData("""{"event":"bounce","type":"blocked","status":"5.7.1"}""", 2, SubscriberState.Active)]
    [InlineData("""{"event":"bounce","type":"blocked","status":"5.7.1"}""", 3, SubscriberState.Suspended)]
    [InlineData("""{"event":"bounce","type":"bounce","status":"4.2.2"}""", 3, SubscriberState.Suspended)]
    [InlineData("""{"event":"unsubscribe"}""", 1, SubscriberState.Left)]
    [InlineData("""{"event":"group_unsubscribe"}""", 1, SubscriberState.Left)]
    [InlineData("""{"event":"deferred"}""", 5, SubscriberState.Active)]
    [InlineData("""{"event":"open"}""", 5, SubscriberState.Active)]
    [InlineData("""{"event":"something_new"}""", 5, SubscriberState.Active)]
    public async Task An_event_does_to_its_address_what_it_should(string json, int times, SubscriberState state)
    {
        await using var story = await StartAsync();
        var reader = await story.EnrolAsync("reader@example.org", new Wish(Nato));
        for (var i = 0; i < times; i++)
        {
            var one = json.Insert(1, $"\"email\":\"reader@example.org\",\"sg_event_id\":\"e{i}\",");
            // Told twice, it counts once.
            Assert.Equal(204, await PostSignedAsync(story, $"[{one},{one}]"));
            Assert.Equal(204, await PostSignedAsync(story, $"[{one}]"));
        }

        var subscriber = await story.Rig.Get<SubscriberStore>().FindAsync(reader, Cancellation);
        Assert.Equal(state, subscriber!.Value.State); // enrolled before
        Assert.Equal(state == SubscriberState.Suspended, await story.Rig.Get<SuppressionStore>().IsSuppressedAsync(reader, Cancellation));

        await story.ReportAsync("change Ukraine nato-membership Favor Neutral");
        Assert.Equal(state == SubscriberState.Active ? 1 : 0, (await story.Rig.MailsAsync()).Count);
    }

    [Theory]
    [InlineData("processed")]
    [InlineData("delivered")]
    public async Task An_event_with_the_delivery_id_closes_the_gap_of_a_crash(string kind)
    {
        await using var story = await StartAsync();
        var provider = new FakeProvider { Dies = true };
        story.Rig.Mailer = provider;
        story.Rig.Restart();
        var reader = await story.EnrolAsync("reader@example.org", new Wish(Nato));
        await Assert.ThrowsAsync<CrashException>(() => story.ReportAsync("change Ukraine nato-membership Favor Neutral"));
        provider.Dies = false;
        story.Rig.Restart();
        var mail = Assert.Single(provider.Batches).Recipients[0];

        // Arguments that do not belong together mark nothing.
        Assert.Equal(204, await PostSignedAsync(story, Event(kind, mail with { Id = Ids.Delivery("other", mail.SignalId) })));
        Assert.Equal(204, await PostSignedAsync(story, Event(kind, mail)));
        story.Rig.Time.Advance(TimeSpan.FromMinutes(6));
        await story.Rig.Get<MailSending>().RunAsync(new(mail.SignalId, [reader]), Cancellation);
        Assert.Single(provider.Taken);
        var delivery = Assert.Single(await story.Rig.Get<DeliveryStore>().FindAsync(mail.SignalId, [reader], Cancellation));
        Assert.Equal(DeliveryState.Sent, delivery.Value.State);
    }

    [Theory]
    [InlineData("unsubscribe")]
    [InlineData("spamreport")]
    [InlineData("bounce")]
    public async Task What_is_told_of_the_time_before_an_address_came_back_does_not_undo_it(string kind)
    {
        await using var story = await StartAsync();
        var at = story.Rig.Time.GetUtcNow().ToUnixTimeSeconds();
        story.Rig.Time.Advance(TimeSpan.FromHours(3));
        var reader = await story.EnrolAsync("reader@example.org", new Wish(Nato));
        Assert.Equal(204, await PostSignedAsync(story, $$"""[{"event":"{{kind}}","email":"reader@example.org","sg_event_id":"e","timestamp":{{at}}}]"""));
        Assert.Equal(SubscriberState.Active, (await story.Rig.Get<SubscriberStore>().FindAsync(reader, Cancellation))!.Value.State); // enrolled before
        Assert.False(await story.Rig.Get<SuppressionStore>().IsSuppressedAsync(reader, Cancellation));
    }

    [Fact]
    public void A_key_is_a_P256_public_key_and_nothing_else()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.True(EventSignature.IsKey(Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo())));
        Assert.False(EventSignature.IsKey(Convert.ToBase64String(other.ExportSubjectPublicKeyInfo())));
        Assert.False(EventSignature.IsKey("not a key"));
    }

    private async Task<DigestStory> StartAsync()
    {
        var story = await DigestStory.StartAsync(azurite);
        story.Rig.Set("Mail:SendGrid:EventKey", Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo()));
        story.Rig.Restart();
        return story;
    }

    private static string Event(string kind, MailRecipient mail) =>
        $$"""[{"event":"{{kind}}","email":"{{mail.Address}}","sg_event_id":"e","timestamp":1772442000,"delivery_id":"{{mail.Id}}","subscriber_id":"{{mail.SubscriberId}}","signal_id":"{{mail.SignalId}}"}]""";

    private static string Sign(ECDsa key, string timestamp, string body) =>
        Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(timestamp + body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    private static Task<int> PostSignedAsync(DigestStory story, string body)
    {
        var timestamp = story.Rig.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return PostAsync(story, body, timestamp, Sign(Key, timestamp, body));
    }

    private static async Task<int> PostAsync(DigestStory story, string body, string? timestamp, string? signature)
    {
        var context = new DefaultHttpContext();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.Method = "POST";
        context.Request.Body = stream;
        if (timestamp is not null)
            context.Request.Headers[EmailEventsHandler.TimestampHeader] = timestamp;
        if (signature is not null)
            context.Request.Headers[EmailEventsHandler.SignatureHeader] = signature;
        var result = await story.Rig.New<EmailEvents>().RunAsync(context.Request, Cancellation);
        return Assert.IsAssignableFrom<IStatusCodeHttpResult>(result).StatusCode ?? 0;
    }
}
