using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Events;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Alerts.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Delivery.Events;

/// <summary>SendGrid's events as they come: signed requests over a socket, to the function's route on the local runtime.</summary>
public sealed class EmailEventsHttpTests(AzuriteFixture azurite)
{
    private const string Path = "email-events";
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bounce_suspends_its_address_and_what_is_not_SendGrids_is_refused()
    {
        await using var site = await TestSite.StartAsync(azurite, Cancellation, services: services => services.Configure<MailOptions>(
            options => options.SendGrid.EventKey = Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo())));
        var reader = await site.Services.GetRequiredService<Enrolment>().EnrolAsync("reader@example.org", [new(new(WatchKind.Topic, "ceasefire"))], Cancellation);
        var now = site.Time.GetUtcNow();
        var bounce = $$"""[{"event":"bounce","type":"bounce","status":"5.1.1","email":"reader@example.org","sg_event_id":"e1","timestamp":{{now.ToUnixTimeSeconds()}}}]""";
        async Task<SubscriberState> StateAsync() => (await site.Services.GetRequiredService<SubscriberStore>().FindAsync(reader, Cancellation))!.Value.State; // enrolled above

        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(site, bounce, now, stranger));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(site, bounce, now.AddHours(-26), Key));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(site, bounce, now, Key, sent: bounce + " "));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(site, new string(' ', 3 * 1024 * 1024), now, Key));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(site, new string(' ', 3 * 1024 * 1024), now, Key, chunked: true));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(site, "{", now, Key));
        using (var unsigned = await site.Client.PostAsync(Path, new StringContent(bounce), Cancellation))
            Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
        using (var got = await site.Client.GetAsync(Path, Cancellation))
            Assert.False(got.IsSuccessStatusCode);
        Assert.Equal(SubscriberState.Active, await StateAsync());

        // Signed a day ago and posted until somebody takes it; and the very same request once more.
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(site, bounce, now.AddDays(-1), Key));
        Assert.Equal(SubscriberState.Suspended, await StateAsync());
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(site, bounce, now.AddDays(-1), Key));
        Assert.True(await site.Services.GetRequiredService<SuppressionStore>().IsSuppressedAsync(reader, Cancellation));
    }

    private static async Task<HttpStatusCode> PostAsync(TestSite site, string signed, DateTimeOffset at, ECDsa key, string? sent = null, bool chunked = false)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(sent ?? signed, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add(EmailEventsHandler.TimestampHeader, timestamp);
        request.Headers.Add(EmailEventsHandler.SignatureHeader, Convert.ToBase64String(
            key.SignData(Encoding.UTF8.GetBytes(timestamp + signed), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
        using var response = await site.Client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }
}
