using System.Net;
using System.Text;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Web;

/// <summary>Signing up, confirming and leaving through the forms, and what is tried against them.</summary>
public sealed class SignUpTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Address = "reader@example.org";

    private static readonly KeyValuePair<string, string>[] Good = [new("address", Address), new("topic", "nato-membership"), new("actors", "hungary, European Union"), new("query", "steel  AND tariff*")];

    private TestSite site = null!; // Set before each test, in InitializeAsync.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Enrolment Enrolment => site.Services.GetRequiredService<Enrolment>();

    private SubscriptionStore Subscriptions => site.Services.GetRequiredService<SubscriptionStore>();

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync(azurite, Cancellation);

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_sign_up_subscribes_to_nothing_until_the_button_of_its_link_is_pressed()
    {
        using var sent = await site.PostAsync("/subscribe", Good, Cancellation);
        var id = await site.IdAsync(Address, Cancellation);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Equal(1, await MessagesAsync());
        Assert.Empty(await Subscriptions.OfAsync(id, Cancellation));

        var token = await Enrolment.NewConfirmationAsync(id, Cancellation);
        var (status, page) = await site.GetAsync("/confirm/" + token, Cancellation);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Hungary on any topic", page, StringComparison.Ordinal);
        Assert.Empty(await Subscriptions.OfAsync(id, Cancellation));

        using var confirmed = await site.PostAsync("/confirm/" + token, [], Cancellation);
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        Assert.Equal(4, (await Subscriptions.OfAsync(id, Cancellation)).Count);
    }

    [Fact]
    public async Task The_answer_is_the_same_for_new_known_and_suppressed_addresses()
    {
        await Enrolment.EnrolAsync("known@example.org", [new(new(WatchKind.Topic, "ceasefire"))], Cancellation);
        var bodies = new List<string>();
        foreach (var address in new[] { "new@example.org", "known@example.org", "known@example.org" })
        {
            using var response = await site.PostAsync("/subscribe", [new("address", address), new("topic", "ceasefire")], Cancellation);
            bodies.Add($"{response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
        }

        Assert.Single(bodies.Distinct());
        Assert.DoesNotContain("example.org\"", bodies[0].Replace(TestSite.Origin, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(3, await MessagesAsync());
    }

    [Theory]
    [InlineData("address", "nobody", "address-fault")]
    [InlineData("address", "a@example.org\r\nBcc: b@example.org", "address-fault")]
    [InlineData("topic", "no-such-topic", "choice-fault")]
    [InlineData("actors", "Atlantis", "actors-fault")]
    [InlineData("query", "(steel", "query-fault")]
    public async Task A_fault_is_marked_at_its_field_and_nothing_is_sent(string field, string value, string mark)
    {
        using var response = await site.PostAsync("/subscribe", Good.Select(pair => pair.Key == field ? new(field, value) : pair), Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains($"id=\"{mark}\"", body, StringComparison.Ordinal);
        Assert.Equal(0, await MessagesAsync());
    }

    [Fact]
    public async Task The_kinds_and_the_time_that_were_chosen_are_shown_before_they_are_confirmed_and_kept_after()
    {
        using var sent = await site.PostAsync("/subscribe", [.. Good, new("kinds", "all"), new("when", "Daily")], Cancellation);
        var id = await site.IdAsync(Address, Cancellation);
        var token = await Enrolment.NewConfirmationAsync(id, Cancellation);
        Assert.Contains("NATO membership, also when a position is only stated again; once a day", (await site.GetAsync("/confirm/" + token, Cancellation)).Body, StringComparison.Ordinal);

        using var confirmed = await site.PostAsync("/confirm/" + token, [], Cancellation);
        var kept = await Subscriptions.OfAsync(id, Cancellation);
        Assert.All(kept, one => Assert.Equal((MailTime.Daily, one.Watch.Kind != WatchKind.Query), (one.When, one.Statements)));
    }

    [Fact]
    public async Task Nothing_chosen_is_told()
    {
        using var response = await site.PostAsync("/subscribe", [new("address", Address)], Cancellation);

        Assert.Contains("Choose at least one topic", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example", null)]
    [InlineData("null", null)]
    [InlineData(null, null)]
    [InlineData("https://alerts.example.org.evil.example", null)]
    [InlineData("https://alerts.example.org", "cross-site")]
    [InlineData("https://alerts.example.org", "same-site")]
    public async Task A_form_from_elsewhere_does_nothing(string? origin, string? fetchSite)
    {
        var token = await TokenAsync();
        foreach (var path in new[] { "/subscribe", "/confirm/" + token })
        {
            using var response = await site.PostAsync(path, Good, Cancellation, request =>
            {
                request.Headers.Remove("Origin");
                request.Headers.Remove("Sec-Fetch-Site");
                if (origin is not null)
                    request.Headers.Add("Origin", origin);
                if (fetchSite is not null)
                    request.Headers.Add("Sec-Fetch-Site", fetchSite);
            });
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Assert.Equal(0, await MessagesAsync());
        Assert.Empty(await Subscriptions.OfAsync(await site.IdAsync("other@example.org", Cancellation), Cancellation));
    }

    [Fact]
    public async Task An_oversized_form_is_refused_whatever_its_length_says()
    {
        var large = new string('x', 40_000);
        using var told = await site.PostAsync("/subscribe", [new("address", large)], Cancellation);
        using var chunked = await site.PostAsync("/subscribe", Good, Cancellation, request =>
        {
            request.Content = new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes("address=" + large)));
            request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
            request.Headers.TransferEncodingChunked = true;
        });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, told.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, chunked.StatusCode);
    }

    [Theory]
    [InlineData("application/json", "{\"address\":\"a@example.org\"}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", "address=a@example.org", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=x", "--x--", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", "&&&&", HttpStatusCode.UnprocessableEntity)]
    [InlineData("application/x-www-form-urlencoded", "%%%=%zz&address=%00%0d%0a", HttpStatusCode.UnprocessableEntity)]
    public async Task A_hostile_body_is_refused(string type, string body, HttpStatusCode expected)
    {
        using var response = await site.PostAsync("/subscribe", Good, Cancellation, request =>
            request.Content = new StringContent(body, Encoding.UTF8, System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type)));

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(0, await MessagesAsync());
    }

    [Fact]
    public async Task Too_many_fields_are_refused()
    {
        using var response = await site.PostAsync("/subscribe", Enumerable.Repeat(new KeyValuePair<string, string>("topic", "ceasefire"), 600), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_network_that_asks_too_often_waits_an_hour()
    {
        HttpStatusCode last = 0;
        for (var i = 0; i < 21; i++)
        {
            using var response = await site.PostAsync(
                "/subscribe", [new("address", $"a{i}@example.org"), new("topic", "ceasefire")], Cancellation, request => request.Headers.Add("X-Forwarded-For", $"10.9.8.{i}, 203.0.113.7"));
            last = response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        site.Time.Advance(TimeSpan.FromHours(1));
        using var later = await site.PostAsync("/subscribe", Good, Cancellation, request => request.Headers.Add("X-Forwarded-For", "203.0.113.7:5555"));
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task What_fills_in_the_hidden_field_is_answered_alike_and_nothing_is_done()
    {
        using var response = await site.PostAsync("/subscribe", [.. Good, new("website", "https://spam.example")], Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, await MessagesAsync());
    }

    [Fact]
    public async Task A_confirmation_link_dies_after_seven_days()
    {
        var token = await TokenAsync();
        site.Time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/confirm/" + token, Cancellation)).Status);
        using var posted = await site.PostAsync("/confirm/" + token, [], Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        Assert.Empty(await Subscriptions.OfAsync(await site.IdAsync("other@example.org", Cancellation), Cancellation));
    }

    [Fact]
    public async Task A_token_opens_no_other_door()
    {
        var confirm = await TokenAsync();
        var unsubscribe = await UnsubscribeTokenAsync(new(WatchKind.Topic, "ceasefire"));

        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/unsubscribe/" + confirm, Cancellation)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/confirm/" + unsubscribe, Cancellation)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/unsubscribe/" + unsubscribe[..^1] + (unsubscribe[^1] == 'A' ? 'B' : 'A'), Cancellation)).Status);
    }

    [Fact]
    public async Task Opening_the_unsubscribe_link_changes_nothing_and_its_button_ends_what_the_mail_named()
    {
        Watch[] watches = [new(WatchKind.Topic, "ceasefire"), new(WatchKind.Actor, "Hungary")];
        var id = await Enrolment.EnrolAsync(Address, [.. watches.Select(watch => new Wish(watch))], Cancellation);
        var token = await UnsubscribeTokenAsync(watches[0]);

        var (status, page) = await site.GetAsync("/unsubscribe/" + token, Cancellation);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Ceasefire", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Address, page, StringComparison.Ordinal);
        Assert.Equal(2, (await Subscriptions.OfAsync(id, Cancellation)).Count);

        using var one = await site.PostAsync("/unsubscribe/" + token, [], Cancellation);
        Assert.Equal(watches[1], Assert.Single(await Subscriptions.OfAsync(id, Cancellation)).Watch);

        using var all = await site.PostAsync("/unsubscribe/" + token, [new("all", "1")], Cancellation);
        Assert.Empty(await Subscriptions.OfAsync(id, Cancellation));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n")]
    [InlineData(null, "")]
    public async Task One_click_of_a_mail_provider_needs_no_browser(string? type, string body)
    {
        var watch = new Watch(WatchKind.Topic, "ceasefire");
        var id = await Enrolment.EnrolAsync(Address, [new(watch)], Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/unsubscribe/" + await UnsubscribeTokenAsync(watch)) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)) };
        if (type is not null)
            request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);

        for (var i = 0; i < 2; i++)
        {
            using var again = new HttpRequestMessage(HttpMethod.Post, request.RequestUri) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)) };
            again.Content.Headers.ContentType = request.Content.Headers.ContentType;
            using var response = await site.Client.SendAsync(again, Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Empty(await Subscriptions.OfAsync(id, Cancellation));
    }

    private async Task<string> TokenAsync() =>
        await Enrolment.NewConfirmationAsync(await Enrolment.SignUpAsync("other@example.org", [new(new(WatchKind.Topic, "ceasefire"))], Cancellation), Cancellation);

    private async Task<string> UnsubscribeTokenAsync(Watch watch) =>
        await site.Services.GetRequiredService<UnsubscribeTokens>().MakeAsync(new(await site.IdAsync(Address, Cancellation), [watch]), Cancellation);

    private async Task<int> MessagesAsync() =>
        (await site.Services.GetRequiredService<MessageQueues>().Queue(QueueNames.Links).GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount;
}
