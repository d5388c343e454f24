using System.Net;
using Alerts.Detection;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Tests.Azurite;
using Microsoft.Extensions.DependencyInjection;
using Signal = Alerts.Pipeline.Signals.Signal;

namespace Alerts.Tests.Web;

public sealed class PreviewTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_shows_what_it_would_have_brought_with_an_estimate_and_sends_nothing()
    {
        await using var site = await TestSite.StartAsync(azurite, Cancellation);
        for (var day = 1; day <= 4; day++)
            await StoreAsync(site, day, day % 2 == 0 ? "Ministers agreed on steel tariffs. Nothing else was said." : "The weather held.");

        using var response = await site.PostAsync("/subscribe", [new("do", "preview"), new("query", "steel AND tariff*"), new("address", "not an address")], Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("2 matches in the last 4 days, among 4 articles. An estimate from that: about 4 mails a week.", body, StringComparison.Ordinal);
        Assert.Contains("<mark>steel</mark> tariffs.", body, StringComparison.Ordinal);
        Assert.Equal(0, (await site.Services.GetRequiredService<MessageQueues>().Queue(QueueNames.Links).GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_broken_query_is_told_before_anything_is_looked_at()
    {
        await using var site = await TestSite.StartAsync(azurite, Cancellation);

        using var response = await site.PostAsync("/subscribe", [new("do", "preview"), new("query", "(steel")], Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("query-fault", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_counts_statements_where_they_are_asked_for_and_a_digest_is_one_mail_a_day()
    {
        await using var site = await TestSite.StartAsync(azurite, Cancellation);
        var signals = site.Services.GetRequiredService<SignalStore>();
        for (var i = 0; i < 24; i++)
        {
            var signal = Signal(i, i < 6 ? SignalKind.Change : SignalKind.Statement);
            await signals.TryInsertAsync(signal, Cancellation);
            await signals.ListAsync(signal, Cancellation);
        }

        Assert.Contains("6 matches in the last 14 days, among 0 articles. An estimate from that: about 3 mails a week.", await PreviewAsync(site, "changes", "AtOnce"), StringComparison.Ordinal);
        Assert.Contains("24 matches in the last 14 days, among 0 articles. An estimate from that: about 12 mails a week.", await PreviewAsync(site, "all", "AtOnce"), StringComparison.Ordinal);
        Assert.Contains("about 7 mails a week.", await PreviewAsync(site, "all", "Daily"), StringComparison.Ordinal);
        Assert.Contains("about 1 mail a week.", await PreviewAsync(site, "all", "Weekly"), StringComparison.Ordinal);
    }

    private static async Task<string> PreviewAsync(TestSite site, string kinds, string when)
    {
        using var response = await site.PostAsync(
            "/subscribe", [new("do", "preview"), new("topic", "ceasefire"), new("actors", "Hungary"), new("kinds", kinds), new("when", when)], Cancellation);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }

    private static Signal Signal(int number, SignalKind kind)
    {
        var at = Examples.Now.AddHours(-number);
        var source = new SignalSource("a", "f", "Meridian Wire", "Headline", null, at, at, "0", new("Hungary backs the ceasefire.", 0, 7, "rule", "backs", null));
        return new(Ids.Of("test", $"{number}"), kind, "Hungary", "ceasefire", null, Position.Favor, at, at, [source]);
    }

    private static async Task StoreAsync(TestSite site, int daysAgo, string text)
    {
        var at = Examples.Now.AddDays(-daysAgo);
        var id = Ids.Article("https://meridian.example/" + daysAgo);
        await site.Services.GetRequiredService<ArticleStore>().TryInsertAsync(new(id, "f1", "Meridian Wire", "Headline", "https://meridian.example/" + daysAgo, at, at, "en", "", false), Cancellation);
        await site.Services.GetRequiredService<ArticleTexts>().PutAsync(id, text, Cancellation);
    }
}
