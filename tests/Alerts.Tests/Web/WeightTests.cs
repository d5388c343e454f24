using System.Net;
using System.Text;
using Alerts.Detection;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Microsoft.Extensions.DependencyInjection;
using Signal = Alerts.Pipeline.Signals.Signal;

namespace Alerts.Tests.Web;

/// <summary>A page weighs less than 50 KB and asks for nothing else, however much there is to show.</summary>
public sealed class WeightTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Most = 50 * 1024;

    private static readonly string Long = string.Concat(Enumerable.Repeat("In a very long sentence Ukraine and its partners said after hours of talks that they would ", 14)) + "agree to steel tariffs.";

    private TestSite site = null!; // Set before each test, in InitializeAsync.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync(azurite, Cancellation);
        await ExampleStorage.FillAsync(site.Services, Cancellation);
        for (var actor = 0; actor < 60; actor++)
            await MoveAsync(actor == 0 ? "Hungary" : $"Republic number {actor}", 40);
        for (var i = 0; i < 60; i++)
        {
            var article = new Article(Ids.Article($"https://meridian.example/{i}"), "f1", "Meridian Wire", Long[..200], null, Examples.Now, Examples.Now, "en", "", false);
            await site.Services.GetRequiredService<ArticleStore>().TryInsertAsync(article, Cancellation);
            await site.Services.GetRequiredService<ArticleTexts>().PutAsync(article.TextName, Long, Cancellation);
        }
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Pages_stay_light_however_much_there_is()
    {
        var id = await site.Services.GetRequiredService<Enrolment>().EnrolAsync(
            "reader@example.org", [.. Enumerable.Range(0, 45).Select(i => new Wish(new(WatchKind.Query, $"word{i} AND {new string('x', 400)}")))], Cancellation);
        var manage = await site.Services.GetRequiredService<OwnPage>().NewLinkAsync(id, Cancellation);
        foreach (var path in new[]
        {
            "/", "/topics/nato-membership", "/topics/nato-membership?actor=Hungary", "/actors/Hungary", "/query?q=steel", "/signals/" + ExampleStorage.SignalId, "/subscribe", "/manage",
            "/manage/" + manage, "/manage/" + manage + "?page=2", "/try", "/privacy", "/feeds", "/nowhere",
        })
        {
            using var response = await site.Client.GetAsync(path, Cancellation);
            var html = await response.Content.ReadAsStringAsync(Cancellation);

            Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
            Assert.True(Encoding.UTF8.GetByteCount(html) < Most, $"{path} weighs {Encoding.UTF8.GetByteCount(html)} bytes.");
            Assert.DoesNotContain(" src=", html, StringComparison.Ordinal);
            Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
            Assert.DoesNotContain("rel=\"stylesheet\"", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Many_subscriptions_are_turned_like_pages_and_each_is_saved_by_itself()
    {
        var watches = Enumerable.Range(0, 45).Select(i => new Watch(WatchKind.Query, $"word{i:d2}")).ToList();
        var id = await site.Services.GetRequiredService<Enrolment>().EnrolAsync("reader@example.org", [.. watches.Select(watch => new Wish(watch))], Cancellation);
        var manage = "/manage/" + await site.Services.GetRequiredService<OwnPage>().NewLinkAsync(id, Cancellation);

        var pages = new List<string>();
        for (var page = 1; page <= 4; page++)
            pages.Add((await site.GetAsync($"{manage}?page={page}", Cancellation)).Body);

        Assert.All(watches, watch => Assert.Single(pages.Take(3), page => page.Contains($"the keywords {watch.Value}<", StringComparison.Ordinal)));
        Assert.Equal(pages[2], pages[3]);
        using var saved = await site.PostAsync(
            manage + "?page=2", [new("do", "save"), new("watch", $"Query|{Ids.Query("word07")}"), new("when", "Weekly"), new("least", "1")], Cancellation);
        Assert.Contains("Page 2 of 3", await saved.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        var kept = await site.Services.GetRequiredService<SubscriptionStore>().OfAsync(id, Cancellation);
        Assert.Equal((45, "word07"), (kept.Count, Assert.Single(kept, one => one.When == MailTime.Weekly).Watch.Value));
    }

    [Fact]
    public async Task A_topic_says_how_many_it_does_not_show_and_its_documents_have_them_all()
    {
        var (_, page) = await site.GetAsync("/topics/nato-membership", Cancellation);
        var (_, json) = await site.GetAsync("/topics/nato-membership.json", Cancellation);

        Assert.Contains("And 53 others: choose one above.", page, StringComparison.Ordinal);
        Assert.Contains("38 earlier positions", page, StringComparison.Ordinal);
        Assert.Contains("Republic number 59", json, StringComparison.Ordinal);
    }

    private async Task MoveAsync(string actor, int times)
    {
        var key = new StanceKey("nato-membership", actor, "Ukraine");
        var entries = new List<StanceEntry>();
        for (var i = 0; i < times; i++)
        {
            var at = Examples.Now.AddDays(i - times);
            var source = new SignalSource($"a{i}", "f1", "Meridian Wire", Long[..200], "https://meridian.example/" + i, at, at, "0", new(Long, 900, 100, "rule", "said", null));
            var signal = new Signal(Ids.Of("test", actor, $"{i}"), SignalKind.Change, actor, key.Topic, key.About, i % 2 == 0 ? Position.Favor : Position.Against, at, at, [source]);
            entries.Add(new(key, at, SignalKind.Change, signal.To, Commitment.Firm, null, "drop", source, signal.Id, false));
            if (actor != "Hungary")
                continue;
            await site.Services.GetRequiredService<SignalStore>().TryInsertAsync(signal, Cancellation);
            await site.Services.GetRequiredService<SignalStore>().ListAsync(signal, Cancellation);
        }

        var last = entries[^1];
        await site.Services.GetRequiredService<LedgerStore>().TryWriteAsync(
            key, entries, new Stance(key, last.Position, Commitment.Firm, null, last.AsOf, last.AsOf, last.Source.ArticleId, last.Source, last.SignalId), null, Cancellation);
    }
}
