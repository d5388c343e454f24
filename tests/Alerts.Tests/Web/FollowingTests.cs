using System.Net;
using System.Text.Json;
using Alerts.Feeds;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Alerts.Tests.Azurite;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Web;

/// <summary>Topics, actors and queries followed without mail: pages, JSON, RSS and Atom.</summary>
public sealed class FollowingTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private TestSite site = null!; // Set before each test, in InitializeAsync.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync(azurite, Cancellation);
        await ExampleStorage.FillAsync(site.Services, Cancellation);
        for (var i = 0; i < 3; i++)
        {
            var at = Examples.Now.AddHours(-i);
            var link = $"https://meridian.example/{i}";
            var id = Ids.Article(link);
            await site.Services.GetRequiredService<ArticleStore>().TryInsertAsync(new(id, "f1", "Meridian Wire", $"Headline {i}", link, at, at, "en", "", false), Cancellation);
            await site.Services.GetRequiredService<ArticleTexts>().PutAsync(id, i == 1 ? "The weather held." : "Ministers agreed on steel & tariffs.", Cancellation);
        }
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [InlineData("/topics/nato-membership", 1)]
    [InlineData("/topics/nato-membership.{0}?actor=Ukraine", 1)]
    [InlineData("/topics/nato-membership.{0}?actor=Hungary", 0)]
    [InlineData("/actors/Ukraine", 1)]
    [InlineData("/actors/ukraine.{0}?kinds=all", 1)]
    [InlineData("/actors/European%20Union", 0)]
    [InlineData("/query/{0}?q=steel%20tariff*", 2)]
    [InlineData("/query/{0}?q=nothing", 0)]
    public async Task What_can_be_followed_is_a_feed_with_stable_ids_an_ETag_and_a_time_to_keep_it(string path, int entries)
    {
        foreach (var form in new[] { "atom", "rss" })
        {
            var address = path.Contains("{0}", StringComparison.Ordinal) ? path.Replace("{0}", form, StringComparison.Ordinal) : $"{path}.{form}";
            using var first = await site.Client.GetAsync(address, Cancellation);
            var feed = FeedReader.Read(await first.Content.ReadAsByteArrayAsync(Cancellation), new FeedSource());
            site.Time.Advance(TimeSpan.FromMinutes(20));
            using var again = new HttpRequestMessage(HttpMethod.Get, address);
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!); // Asserted by the answer below.
            using var second = await site.Client.SendAsync(again, Cancellation);

            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.Empty(feed.Repairs);
            Assert.Equal(entries, feed.Entries.Count);
            Assert.All(feed.Entries, entry => Assert.Matches("^tag:alerts.example.org,2026:signal/[0-9a-f]{32}$", entry.Id));
            Assert.Equal(TimeSpan.FromMinutes(1), first.Headers.CacheControl?.MaxAge);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        }
    }

    [Fact]
    public async Task A_topic_can_be_narrowed_to_one_actor()
    {
        var (_, all) = await site.GetAsync("/topics/nato-membership", Cancellation);
        var (status, none) = await site.GetAsync("/topics/nato-membership?actor=Hungary", Cancellation);
        var (_, one) = await site.GetAsync("/topics/nato-membership?actor=ukraine", Cancellation);

        Assert.Contains("bid</mark> to join NATO", all, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("No position of Hungary read yet.", none, StringComparison.Ordinal);
        Assert.DoesNotContain("bid</mark> to join NATO", none, StringComparison.Ordinal);
        Assert.Contains("bid</mark> to join NATO", one, StringComparison.Ordinal);
        Assert.Contains("nato-membership.atom?actor=ukraine", one, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_actor_and_a_query_are_JSON_too()
    {
        using var actor = JsonDocument.Parse((await site.GetAsync("/actors/Ukraine.json", Cancellation)).Body);
        using var query = JsonDocument.Parse((await site.GetAsync("/query/json?q=STEEL", Cancellation)).Body);

        Assert.Equal(ExampleStorage.SignalId, actor.RootElement.GetProperty("signals")[0].GetProperty("id").GetString());
        Assert.Equal("steel", query.RootElement.GetProperty("query").GetString());
        Assert.Equal("Ministers agreed on steel & tariffs.", query.RootElement.GetProperty("matches")[0].GetProperty("sentence").GetString());
        Assert.Equal(3, query.RootElement.GetProperty("articles").GetInt32());
    }

    [Fact]
    public async Task What_a_query_finds_has_the_id_of_the_signal_that_its_subscribers_get()
    {
        using var query = JsonDocument.Parse((await site.GetAsync("/query/json?q=steel", Cancellation)).Body);

        Assert.Equal(
            Ids.Match(Ids.Article("https://meridian.example/0"), Ids.Query("steel")),
            query.RootElement.GetProperty("matches")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("/query?q=%28steel", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/query/atom?q=%28steel", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/query/atom", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/query/exe?q=steel", HttpStatusCode.NotFound)]
    [InlineData("/query", HttpStatusCode.OK)]
    [InlineData("/query?q=%3Cscript%3Ealert(1)%3C/script%3E", HttpStatusCode.OK)]
    [InlineData("/actors/Atlantis", HttpStatusCode.NotFound)]
    [InlineData("/actors/Ukraine.exe", HttpStatusCode.NotFound)]
    [InlineData("/actors/%3Cscript%3E.json", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_followed_is_told(string path, HttpStatusCode expected)
    {
        var (status, body) = await site.GetAsync(path, Cancellation);

        Assert.Equal(expected, status);
        Assert.DoesNotContain("<script", body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_query_longer_than_the_form_takes_is_refused_before_anything_is_read()
    {
        var (status, body) = await site.GetAsync("/query?q=" + string.Join('+', Enumerable.Repeat("steel", 200)), Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("at most 500 characters", body, StringComparison.Ordinal);
    }
}
