using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Alerts.Feeds;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Web;

/// <summary>The pages that anyone may read, served by the function classes from a real storage.</summary>
public sealed class SiteTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string SignalId = ExampleStorage.SignalId;

    private TestSite site = null!; // Set before each test, in InitializeAsync.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync(azurite, Cancellation);
        await ExampleStorage.FillAsync(site.Services, Cancellation);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task The_home_page_shows_what_moved_and_what_can_be_watched()
    {
        var (status, body) = await site.GetAsync("/", Cancellation);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Ukraine: NATO membership", body, StringComparison.Ordinal);
        Assert.Contains($"{TestSite.Origin}/signals/{SignalId}", body, StringComparison.Ordinal);
        Assert.Contains("Security guarantees", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_topic_page_shows_both_positions_with_their_quotes()
    {
        var (status, body) = await site.GetAsync("/topics/nato-membership", Cancellation);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("insists on joining NATO", body, StringComparison.Ordinal);
        Assert.Contains("bid</mark> to join NATO", body, StringComparison.Ordinal);
        Assert.Contains("&lt;guarantees&gt;", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signal_page_marks_the_evidence_in_its_sentence()
    {
        var (status, body) = await site.GetAsync("/signals/" + SignalId, Cancellation);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<mark>dropped its bid</mark>", body, StringComparison.Ordinal);
        Assert.Contains("What it replaced", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/topics/nothing")]
    [InlineData("/topics/nothing.json")]
    [InlineData("/topics/nato-membership.exe")]
    [InlineData("/topics/%2e%2e%2fetc")]
    [InlineData("/topics/<script>")]
    [InlineData("/signals/nothing")]
    [InlineData("/signals/0123456789abcdef0123456789abcdee")]
    [InlineData("/signals/0123456789abcdef0123456789abcdef.rss")]
    [InlineData("/confirm/nothing")]
    [InlineData("/unsubscribe/nothing")]
    [InlineData("/unsubscribe/a.b")]
    [InlineData("/unsubscribe/eyJ9.AAAA")]
    public async Task What_is_not_there_is_told_on_a_friendly_page(string path)
    {
        var (status, body) = await site.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("<h1>", body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_topic_as_JSON_has_everyones_position_with_its_proof()
    {
        using var response = await site.Client.GetAsync("/topics/nato-membership.json", Cancellation);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var actor = document.RootElement.GetProperty("actors")[0];
        Assert.Equal("neutral", actor.GetProperty("now").GetProperty("position").GetString());
        Assert.Equal("dropped its bid", actor.GetProperty("now").GetProperty("quote").GetString());
        Assert.Equal("favor", actor.GetProperty("before")[0].GetProperty("position").GetString());
    }

    [Fact]
    public async Task A_signal_as_JSON_names_its_rule_and_sources()
    {
        var (_, body) = await site.GetAsync($"/signals/{SignalId}.json", Cancellation);
        using var document = JsonDocument.Parse(body);

        Assert.Equal("active.drop", document.RootElement.GetProperty("rule").GetString());
        Assert.Equal("Meridian Wire", document.RootElement.GetProperty("sources")[0].GetProperty("outlet").GetString());
    }

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    public async Task A_topic_as_a_feed_is_read_by_our_own_reader(string form)
    {
        var bytes = await site.Client.GetByteArrayAsync("/topics/nato-membership." + form, Cancellation);
        var feed = FeedReader.Read(bytes, new FeedSource());

        var entry = Assert.Single(feed.Entries);
        Assert.Equal("Ukraine: NATO membership, favor -> neutral (conditional)", entry.Title);
        Assert.Equal("tag:alerts.example.org,2026:signal/" + SignalId, entry.Id);
        Assert.NotNull(XDocument.Parse(System.Text.Encoding.UTF8.GetString(bytes)).Root);
        Assert.Empty(feed.Repairs);
    }

    [Fact]
    public async Task A_feed_that_has_not_changed_costs_304()
    {
        using var first = await site.Client.GetAsync("/topics/nato-membership.rss", Cancellation);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/topics/nato-membership.rss");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!); // Asserted by the answer below.
        using var second = await site.Client.SendAsync(again, Cancellation);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/topics/nato-membership")]
    [InlineData("/signals/" + SignalId)]
    [InlineData("/subscribe")]
    [InlineData("/topics/nothing")]
    public async Task Every_page_forbids_all_but_its_own_style_and_asks_for_nothing_else(string path)
    {
        using var response = await site.Client.GetAsync(path, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        var style = body[(body.IndexOf("<style>", StringComparison.Ordinal) + 7)..body.IndexOf("</style>", StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));

        Assert.Contains($"style-src 'sha256-{hash}'", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain(" style=", body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", body, StringComparison.Ordinal);
        Assert.DoesNotContain(" src=", body, StringComparison.Ordinal);
        Assert.InRange(body.Length, 1, 50 * 1024);
    }

    [Fact]
    public async Task Links_are_made_from_the_setting_whatever_Host_says()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        using var response = await site.Client.SendAsync(request, Cancellation);

        Assert.DoesNotContain("evil.example", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Health_says_how_it_is(string path, string expected)
    {
        var (status, body) = await site.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains($"\"status\":\"{expected}\"", body, StringComparison.Ordinal);
    }
}
