using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Alerts.Tests.Web;

/// <summary>What is tried against tokens, forms, headers and addresses, beyond what the tests of each page hold.</summary>
public sealed partial class AbuseTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Address = "reader@example.org";

    private static readonly Watch Topic = new(WatchKind.Topic, "ceasefire");

    private readonly Counter counter = new();
    private TestSite site = null!; // Set before each test, in InitializeAsync.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Enrolment Enrolment => Get<Enrolment>();

    public async ValueTask InitializeAsync() =>
        site = await TestSite.StartAsync(azurite, Cancellation, services: services => services.AddSingleton<HttpPipelinePolicy>(counter));

    public async ValueTask DisposeAsync()
    {
        var outbox = Get<IOptions<MailOptions>>().Value.OutboxPath;
        await site.DisposeAsync();
        if (Directory.Exists(outbox))
            Directory.Delete(outbox, recursive: true);
    }

    // Tokens.
    [Fact]
    public async Task No_token_lies_in_the_storage_as_it_stands_in_its_link()
    {
        var id = await Enrolment.SignUpAsync(Address, [new(Topic)], Cancellation);
        string[] tokens = [await Enrolment.NewConfirmationAsync(id, Cancellation), await Get<OwnPage>().NewLinkAsync(id, Cancellation)];

        foreach (var table in TableNames.All)
        {
            await foreach (var row in Get<StorageAccount>().Tables.GetTableClient(table).QueryAsync<TableEntity>(cancellationToken: Cancellation))
                Assert.DoesNotContain(row, value => tokens.Any(token => value.Value?.ToString()?.Contains(token, StringComparison.Ordinal) == true));
        }
    }

    [Fact]
    public async Task Each_token_opens_one_kind_of_door()
    {
        var id = await Enrolment.EnrolAsync(Address, [new(Topic)], Cancellation);
        await Enrolment.SignUpAsync(Address, [new(new(WatchKind.Actor, "Hungary"))], Cancellation);
        var tokens = new Dictionary<string, string>
        {
            ["confirm"] = await Enrolment.NewConfirmationAsync(id, Cancellation),
            ["manage"] = await Get<OwnPage>().NewLinkAsync(id, Cancellation),
            ["unsubscribe"] = await Get<UnsubscribeTokens>().MakeAsync(new(id, [Topic]), Cancellation),
        };

        foreach (var (door, _) in tokens)
        {
            foreach (var (kind, token) in tokens)
                Assert.Equal(kind == door ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await site.GetAsync($"/{door}/{token}", Cancellation)).Status);
        }
    }

    [Fact]
    public async Task An_unsubscribe_token_that_was_tampered_with_ends_nothing()
    {
        var id = await Enrolment.EnrolAsync(Address, [new(Topic)], Cancellation);
        var mallory = await Enrolment.EnrolAsync("mallory@example.org", [new(Topic)], Cancellation);
        var own = await Get<UnsubscribeTokens>().MakeAsync(new(mallory, [Topic]), Cancellation);
        await using var other = await TestSite.StartAsync(azurite, Cancellation);
        var elsewhere = await other.Services.GetRequiredService<UnsubscribeTokens>().MakeAsync(new(id, [Topic]), Cancellation);
        var forged = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"subscriberId":"{{id}}","watches":[{"kind":"Topic","value":"ceasefire"}]}"""));

        foreach (var token in new[]
        {
            $"{forged}.{own.Split('.')[1]}", $"{forged}.", $"{forged}.AAAAAAAAAAAAAAAAAAAAAA", forged, $".{own.Split('.')[1]}", elsewhere,
            own.Split('.')[0] + "." + own.Split('.')[1][..^2], own + ".x", new string('A', 6000) + ".AAAA", "%01.%01", "..", "a.b.c",
        })
        {
            using var response = await site.PostAsync("/unsubscribe/" + token, [new("all", "1")], Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }

        Assert.Single(await Get<SubscriptionStore>().OfAsync(id, Cancellation));
        Assert.Single(await Get<SubscriptionStore>().OfAsync(mallory, Cancellation));
    }

    [Fact]
    public async Task A_link_to_ones_own_page_holds_for_a_year()
    {
        var id = await Enrolment.EnrolAsync(Address, [new(Topic)], Cancellation);
        var token = await Get<OwnPage>().NewLinkAsync(id, Cancellation);
        site.Time.Advance(OwnPage.Lifetime);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/manage/" + token, Cancellation)).Status);

        site.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/manage/" + token, Cancellation)).Status);
    }

    [Fact]
    public async Task Who_left_is_not_brought_back_by_the_old_confirmation()
    {
        var id = await Enrolment.SignUpAsync(Address, [new(Topic)], Cancellation);
        var token = await Enrolment.NewConfirmationAsync(id, Cancellation);
        using var confirmed = await site.PostAsync("/confirm/" + token, [], Cancellation);
        await Enrolment.UnsubscribeAllAsync(id, Cancellation);
        using var again = await site.PostAsync("/confirm/" + token, [], Cancellation);

        Assert.Empty(await Get<SubscriptionStore>().OfAsync(id, Cancellation));
        Assert.Equal(SubscriberState.Left, (await Get<SubscriberStore>().FindAsync(id, Cancellation))?.Value.State);
    }

    // Links that scanners follow.
    [Fact]
    public async Task Looking_at_a_mailed_link_changes_nothing_whatever_the_look()
    {
        var id = await Enrolment.EnrolAsync(Address, [new(Topic)], Cancellation);
        await Enrolment.SignUpAsync(Address, [new(new(WatchKind.Actor, "Hungary"))], Cancellation);
        string[] links =
        [
            "/confirm/" + await Enrolment.NewConfirmationAsync(id, Cancellation),
            "/manage/" + await Get<OwnPage>().NewLinkAsync(id, Cancellation),
            "/unsubscribe/" + await Get<UnsubscribeTokens>().MakeAsync(new(id, [Topic]), Cancellation),
        ];
        counter.Writes = 0;

        foreach (var link in links)
        {
            foreach (var method in new[] { "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH" })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), link + "?all=1&do=erase&sure=1&List-Unsubscribe=One-Click");
                request.Headers.Add("X-HTTP-Method-Override", "POST");
                request.Headers.Add("Origin", TestSite.Origin);
                using var response = await site.Client.SendAsync(request, Cancellation);
                Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
            }
        }

        Assert.Equal(0, counter.Writes);
        Assert.Single(await Get<SubscriptionStore>().OfAsync(id, Cancellation));
    }

    // Forms.
    [Theory]
    [InlineData("/subscribe")]
    [InlineData("/confirm/{0}")]
    [InlineData("/manage")]
    [InlineData("/manage/{1}")]
    [InlineData("/try")]
    [InlineData("/wrong/0123456789abcdef0123456789abcdef")]
    public async Task A_form_that_was_not_sent_from_our_page_does_nothing(string form)
    {
        var id = await Enrolment.SignUpAsync(Address, [new(Topic)], Cancellation);
        var path = string.Format(
            System.Globalization.CultureInfo.InvariantCulture, form, await Enrolment.NewConfirmationAsync(id, Cancellation), await Get<OwnPage>().NewLinkAsync(id, Cancellation));
        counter.Writes = 0;
        foreach (var (origin, site) in new (string?, string?)[] { (null, null), ("null", null), ("https://evil.example", null), (TestSite.Origin, "cross-site"), (TestSite.Origin, "none") })
        {
            using var response = await this.site.PostAsync(path, [new("address", Address), new("topic", "ceasefire"), new("text", "x"), new("do", "erase"), new("sure", "1")], Cancellation, request =>
            {
                request.Headers.Remove("Origin");
                request.Headers.Remove("Sec-Fetch-Site");
                if (origin is not null)
                    request.Headers.Add("Origin", origin);
                if (site is not null)
                    request.Headers.Add("Sec-Fetch-Site", site);
            });
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Assert.Equal(0, counter.Writes);
    }

    [Fact]
    public async Task An_address_gets_five_links_a_day_however_many_networks_ask_for_it()
    {
        for (var i = 0; i < 8; i++)
        {
            using var sent = await site.PostAsync(
                "/subscribe", [new("address", Address), new("topic", "ceasefire")], Cancellation, request => request.Headers.Add("X-Forwarded-For", $"203.0.113.{i}"));
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            await SendLinksAsync();
            site.Time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(5, (await MailsAsync()).Count);
        site.Time.Advance(TimeSpan.FromDays(1));
        using var later = await site.PostAsync("/subscribe", [new("address", Address), new("topic", "ceasefire")], Cancellation);
        await SendLinksAsync();
        Assert.Equal(6, (await MailsAsync()).Count);
    }

    [Theory]
    [InlineData("2001:db8:1:2::{0:x}", true)]
    [InlineData("[2001:db8:1:2:aaaa::{0:x}]:443", true)]
    [InlineData("::ffff:203.0.113.9", true)]
    [InlineData("198.51.100.1, 10.0.0.{0}, 203.0.113.9", true)]
    [InlineData("garbage{0}", true)]
    [InlineData("2001:db8:1:{0:x}::1", false)]
    public async Task A_network_is_one_however_it_writes_itself(string forwarded, bool same)
    {
        HttpStatusCode last = 0;
        for (var i = 1; i <= 21; i++)
        {
            using var response = await site.PostAsync("/manage", [new("address", $"a{i}@example.org")], Cancellation, request =>
                request.Headers.TryAddWithoutValidation("X-Forwarded-For", string.Format(System.Globalization.CultureInfo.InvariantCulture, forwarded, i)));
            last = response.StatusCode;
        }

        Assert.Equal(same ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, last);
    }

    // Addresses.
    [Fact]
    public async Task Signing_up_costs_the_same_and_says_the_same_whatever_state_an_address_is_in()
    {
        var wishes = new[] { new Wish(Topic) };
        await Enrolment.SignUpAsync("waiting@example.org", wishes, Cancellation);
        await Enrolment.EnrolAsync("active@example.org", wishes, Cancellation);
        await Enrolment.UnsubscribeAllAsync(await Enrolment.EnrolAsync("left@example.org", wishes, Cancellation), Cancellation);
        await Enrolment.EraseAsync(await Enrolment.EnrolAsync("erased@example.org", wishes, Cancellation), Cancellation);
        var suspended = await Enrolment.EnrolAsync("suspended@example.org", wishes, Cancellation);
        var read = await Get<SubscriberStore>().FindAsync(suspended, Cancellation);
        await Get<SubscriberStore>().TryReplaceAsync(read!.Value with { State = SubscriberState.Suspended }, read, Cancellation); // it was just enrolled
        await Get<SuppressionStore>().PutAsync(suspended, "complaint", site.Time.GetUtcNow(), Cancellation);

        var answers = new HashSet<string>();
        foreach (var name in new[] { "new", "waiting", "active", "left", "erased", "suspended" })
        {
            foreach (var path in new[] { "/subscribe", "/manage" })
            {
                counter.All = 0;
                using var response = await site.PostAsync(
                    path, [new("address", $"{name}@example.org"), new("topic", "ceasefire")], Cancellation, request => request.Headers.Add("X-Forwarded-For", $"203.0.113.{answers.Count}"));
                answers.Add($"{path} {response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)} {counter.All} requests");
            }
        }

        Assert.Equal(2, answers.Count);
    }

    [Fact]
    public async Task Moving_to_an_address_tells_nothing_of_it()
    {
        await Enrolment.EnrolAsync("known@example.org", [new(Topic)], Cancellation);
        var path = "/manage/" + await Get<OwnPage>().NewLinkAsync(await Enrolment.EnrolAsync(Address, [new(Topic)], Cancellation), Cancellation);
        var answers = new HashSet<string>();
        foreach (var name in new[] { "known", "unknown" })
        {
            using var response = await site.PostAsync(path, [new("do", "move"), new("address", $"{name}@example.org")], Cancellation);
            answers.Add($"{response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
        }

        Assert.Single(answers);
    }

    [Fact]
    public async Task No_link_in_a_mail_or_page_holds_an_address_or_what_it_can_be_guessed_from()
    {
        using var sent = await site.PostAsync("/subscribe", [new("address", Address), new("topic", "ceasefire")], Cancellation);
        await SendLinksAsync();
        var confirm = Assert.Single(await MailsAsync());
        var token = Confirmation().Match(confirm.TextBody ?? "").Groups[1].Value;
        using var confirmed = await site.PostAsync("/confirm/" + token, [], Cancellation);
        using var lost = await site.PostAsync("/manage", [new("address", Address)], Cancellation);
        await SendLinksAsync();
        var id = await site.IdAsync(Address, Cancellation);
        await ExampleStorage.FillAsync(site.Services, Cancellation);
        await Get<DeliveryStore>().BookAsync([new(ExampleStorage.SignalId, id, DeliveryState.Pending, [Topic], site.Time.GetUtcNow())], Cancellation);
        await Get<MailSending>().RunAsync(new EmailsMessage(ExampleStorage.SignalId, [id]), Cancellation);

        var mails = await MailsAsync();
        Assert.Equal(3, mails.Count);
        var links = mails.SelectMany(mail => Links().Matches(mail.HtmlBody + mail.TextBody + mail.Headers[HeaderId.ListUnsubscribe]).Select(link => link.Value)).ToHashSet(StringComparer.Ordinal);
        foreach (var link in links.Where(link => link.StartsWith(TestSite.Origin, StringComparison.Ordinal)).ToList())
            links.UnionWith(Links().Matches((await site.GetAsync(link[TestSite.Origin.Length..], Cancellation)).Body).Select(found => found.Value));

        string[] guessable =
        [
            Address, Uri.EscapeDataString(Address), "reader", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Address)))[..16],
            Ids.Of("subscriber", Address)[..16], Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Address))[..20],
        ];
        Assert.True(links.Count > 10);
        Assert.All(links, link => Assert.DoesNotContain(guessable, part => link.Contains(part, StringComparison.OrdinalIgnoreCase) || Decoded(link).Contains(part, StringComparison.OrdinalIgnoreCase)));
    }

    // Headers.
    [Theory]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("a@example.org\nSubject: x")]
    [InlineData("a@example.org\u2028Bcc: b@example.org")]
    [InlineData("a@example.org%0d%0aBcc: b@example.org")]
    [InlineData("\"a\r\n\"@example.org")]
    [InlineData("a@example.org,b@example.org")]
    [InlineData("<a@example.org> b@example.org")]
    public async Task No_form_writes_a_header(string address)
    {
        var manage = "/manage/" + await Get<OwnPage>().NewLinkAsync(await Enrolment.EnrolAsync(Address, [new(Topic)], Cancellation), Cancellation);
        foreach (var path in new[] { "/subscribe", "/manage", manage })
        {
            using var response = await site.PostAsync(path, [new("do", "move"), new("address", address), new("topic", "ceasefire")], Cancellation);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        }

        await SendLinksAsync();
        Assert.Empty(await MailsAsync());
    }

    private T Get<T>()
        where T : notnull => site.Services.GetRequiredService<T>();

    private async Task SendLinksAsync()
    {
        var queue = Get<MessageQueues>().Queue(QueueNames.Links);
        while ((await queue.ReceiveMessageAsync(cancellationToken: Cancellation)).Value is { } message)
        {
            await Get<LinkSending>().RunAsync(message.Body.ToObjectFromJson<LinkMessage>(EntityValues.Json)!, Cancellation); // what we sent is never null
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Cancellation);
        }
    }

    private async Task<IReadOnlyList<MimeMessage>> MailsAsync()
    {
        var mails = new List<MimeMessage>();
        var outbox = Get<IOptions<MailOptions>>().Value.OutboxPath;
        foreach (var file in Directory.Exists(outbox) ? Directory.GetFiles(outbox, "*.eml") : [])
            mails.Add(await MimeMessage.LoadAsync(file, Cancellation));
        return mails;
    }

    /// <summary>All that is base64url in a link, in clear.</summary>
    private static string Decoded(string link) => string.Concat(
        link.Split('/', '.', '?', '=', '#').Where(part => part.Length > 8 && Base64Url.IsValid(part)).Select(part => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part))));

    [GeneratedRegex(@"/confirm/([A-Za-z0-9_-]{43})")]
    private static partial Regex Confirmation();

    [GeneratedRegex("https?://[^\\s\"<>]+")]
    private static partial Regex Links();

    private sealed class Counter : HttpPipelinePolicy
    {
        public int All { get; set; }

        public int Writes { get; set; }

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            All++;
            Writes += message.Request.Method == RequestMethod.Get || message.Request.Method == RequestMethod.Head ? 0 : 1;
            return ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
    }
}
