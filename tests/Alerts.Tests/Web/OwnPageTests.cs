using System.Net;
using System.Text.Json;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Web;

/// <summary>A subscriber's own page, behind its mailed link.</summary>
public sealed class OwnPageTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Address = "reader@example.org";

    private static readonly Watch Topic = new(WatchKind.Topic, "ceasefire");
    private static readonly Watch Actor = new(WatchKind.Actor, "Hungary");

    private TestSite site = null!; // Set before each test, in InitializeAsync.
    private string path = "";
    private string id = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SubscriberStore Subscribers => site.Services.GetRequiredService<SubscriberStore>();

    private SubscriptionStore Subscriptions => site.Services.GetRequiredService<SubscriptionStore>();

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync(azurite, Cancellation);
        id = await site.Services.GetRequiredService<Enrolment>().EnrolAsync(Address, [new(Topic), new(Actor)], Cancellation);
        path = "/manage/" + await site.Services.GetRequiredService<OwnPage>().NewLinkAsync(id, Cancellation);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task The_page_shows_all_subscriptions_and_opening_it_changes_nothing()
    {
        var (status, body) = await site.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Hungary on any topic", body, StringComparison.Ordinal);
        Assert.Contains(Address, body, StringComparison.Ordinal);
        Assert.Equal(2, (await Subscriptions.OfAsync(id, Cancellation)).Count);
    }

    [Fact]
    public async Task What_is_saved_is_kept_and_what_is_ended_is_gone()
    {
        using var saved = await site.PostAsync(
            path,
            [
                new("do", "save"), new("watch", "Topic|ceasefire"), new("when", "Daily"), new("least", "3"), new("statements", "Topic|ceasefire"),
                new("watch", "Actor|Hungary"), new("when", "AtOnce"), new("least", "1"), new("end", "Actor|Hungary"),
                new("zone", "Asia/Kolkata"), new("hour", "18"), new("quiet-from", "22"), new("quiet-to", "6"), new("paused", "1"),
            ],
            Cancellation);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);

        var left = Assert.Single(await Subscriptions.OfAsync(id, Cancellation));
        Assert.Equal((Topic, MailTime.Daily, 3, true), (left.Watch, left.When, left.LeastSources, left.Statements));
        var subscriber = await Subscribers.FindAsync(id, Cancellation);
        Assert.Equal(("Asia/Kolkata", new Preferences(true, 18, 22, 6)), (subscriber?.Value.Zone, subscriber?.Value.Preferences));
    }

    [Fact]
    public async Task A_form_adds_nothing_that_was_not_confirmed_and_ignores_nonsense()
    {
        using var saved = await site.PostAsync(
            path,
            [new("do", "save"), new("watch", "Topic|nato-membership"), new("when", "99"), new("least", "-5"), new("hour", "25"), new("quiet-from", "3"), new("zone", "")],
            Cancellation);

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Equal([Topic, Actor], (await Subscriptions.OfAsync(id, Cancellation)).Select(one => one.Watch).OrderBy(watch => watch.Kind));
        Assert.Equal(Preferences.Default, (await Subscribers.FindAsync(id, Cancellation))?.Value.Preferences);
    }

    [Fact]
    public async Task An_unknown_zone_is_told_and_nothing_is_saved()
    {
        using var response = await site.PostAsync(path, [new("do", "save"), new("zone", "../../etc/passwd"), new("hour", "3")], Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("zone-fault", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(7, (await Subscribers.FindAsync(id, Cancellation))?.Value.Preferences.DigestHour);
    }

    [Fact]
    public async Task Who_has_paused_gets_no_mail()
    {
        using var saved = await site.PostAsync(path, [new("do", "save"), new("paused", "1")], Cancellation);
        await ExampleStorage.FillAsync(site.Services, Cancellation);
        var deliveries = site.Services.GetRequiredService<DeliveryStore>();
        await deliveries.BookAsync([new(ExampleStorage.SignalId, id, DeliveryState.Pending, [Topic], Examples.Now)], Cancellation);

        await site.Services.GetRequiredService<MailSending>().RunAsync(new EmailsMessage(ExampleStorage.SignalId, [id]), Cancellation);

        Assert.Equal(DeliveryState.Skipped, Assert.Single(await deliveries.FindAsync(ExampleStorage.SignalId, [id], Cancellation)).Value.State);
    }

    [Fact]
    public async Task The_data_is_a_file_with_everything_kept()
    {
        using var response = await site.PostAsync(path, [new("do", "download")], Cancellation);
        using var data = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(Address, data.RootElement.GetProperty("subscriber").GetProperty("address").GetString());
        Assert.Equal(2, data.RootElement.GetProperty("subscriptions").GetArrayLength());
        Assert.Equal(1, data.RootElement.GetProperty("subscriber").GetProperty("consents").GetArrayLength());
    }

    [Fact]
    public async Task Ended_links_open_nothing_and_a_new_one_does()
    {
        using var ended = await site.PostAsync(path, [new("do", "end-links")], Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync(path, Cancellation)).Status);
        using var posted = await site.PostAsync(path, [new("do", "erase"), new("sure", "1")], Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);

        site.Time.Advance(TimeSpan.FromSeconds(1));
        var next = "/manage/" + await site.Services.GetRequiredService<OwnPage>().NewLinkAsync(id, Cancellation);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(next, Cancellation)).Status);
    }

    [Fact]
    public async Task Erasing_asks_once_more_and_leaves_a_hash_alone()
    {
        using var unsure = await site.PostAsync(path, [new("do", "erase")], Cancellation);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsure.StatusCode);
        Assert.NotNull(await Subscribers.FindAsync(id, Cancellation));

        using var sure = await site.PostAsync(path, [new("do", "erase"), new("sure", "1")], Cancellation);
        Assert.Equal(HttpStatusCode.OK, sure.StatusCode);
        Assert.Null(await Subscribers.FindAsync(id, Cancellation));
        Assert.Empty(await Subscriptions.OfAsync(id, Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync(path, Cancellation)).Status);
    }

    [Fact]
    public async Task Everything_moves_to_the_new_address_only_when_that_one_confirms()
    {
        using var asked = await site.PostAsync(path, [new("do", "move"), new("address", "new@example.org")], Cancellation);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal(2, (await Subscriptions.OfAsync(id, Cancellation)).Count);

        var other = await site.IdAsync("new@example.org", Cancellation);
        var token = await site.Services.GetRequiredService<Enrolment>().NewConfirmationAsync(other, Cancellation);
        using var confirmed = await site.PostAsync("/confirm/" + token, [], Cancellation);

        Assert.Equal(2, (await Subscriptions.OfAsync(other, Cancellation)).Count);
        Assert.Null(await Subscribers.FindAsync(id, Cancellation));
        Assert.Empty(await Subscriptions.OfAsync(id, Cancellation));
    }

    [Fact]
    public async Task The_answer_to_a_lost_link_is_the_same_for_known_and_unknown_addresses()
    {
        var bodies = new List<string>();
        foreach (var address in new[] { Address, "nobody@example.org" })
        {
            using var response = await site.PostAsync("/manage", [new("address", address)], Cancellation);
            bodies.Add($"{response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
        }

        Assert.Single(bodies.Distinct());
    }

    [Fact]
    public async Task A_form_from_elsewhere_does_nothing()
    {
        using var response = await site.PostAsync(path, [new("do", "erase"), new("sure", "1")], Cancellation, request =>
        {
            request.Headers.Remove("Sec-Fetch-Site");
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
        });

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.NotNull(await Subscribers.FindAsync(id, Cancellation));
    }
}
