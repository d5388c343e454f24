using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Alerts.Tests.Web;

/// <summary>The pages in a real browser. Skipped where the machine has no Chrome or Chromium; screenshots lie beside the test results.</summary>
public sealed class BrowserTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Address = "reader@example.org";

    private TestSite site = null!; // Set before each test, in InitializeAsync, as are the others.
    private Chromium chromium = null!;
    private string root = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        chromium = await Chromium.StartAsync();
        site = await TestSite.StartAsync(azurite, Cancellation, reachable: true);
        root = site.Client.BaseAddress?.ToString().TrimEnd('/') ?? "";
        await ExampleStorage.FillAsync(site.Services, Cancellation);
        await site.Services.GetRequiredService<FeedStore>().AddAsync("https://courier.example/feeds/news.xml", "The Courier", Examples.Now, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        if (site is not null)
            await site.DisposeAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_page_is_accessible_holds_at_320_pixels_and_is_its_only_request(ColorScheme scheme)
    {
        var id = await site.Services.GetRequiredService<Enrolment>().EnrolAsync(Address, [new(new(WatchKind.Topic, "ceasefire")), new(new(WatchKind.Query, "steel"))], Cancellation);
        var manage = await site.Services.GetRequiredService<OwnPage>().NewLinkAsync(id, Cancellation);
        var unsubscribe = await site.Services.GetRequiredService<UnsubscribeTokens>().MakeAsync(new(id, [new(WatchKind.Topic, "ceasefire")]), Cancellation);
        string[] paths = ["", "topics/nato-membership", "signals/" + ExampleStorage.SignalId, "subscribe", "manage", "manage/" + manage, "unsubscribe/" + unsubscribe, "try", "privacy", "topics/none", "actors/Ukraine", "query", "query?q=steel", "feeds"];
        foreach (var path in paths)
        {
            await using var context = await chromium.Browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 320, Height = 700 } });
            var page = await context.NewPageAsync();
            var requests = 0;
            page.Request += (_, _) => requests++;
            await page.GotoAsync($"{root}/{path}");
            var name = path.Length == 0 ? "home" : path.Split('/', '?')[0] + (path.Contains('?') ? "-found" : "") + (path.EndsWith("none", StringComparison.Ordinal) ? "-missing" : path.Contains(manage, StringComparison.Ordinal) ? "-own" : "");

            await Chromium.CheckAsync(page);
            await Chromium.ShootAsync(page, $"{name}-320-{scheme}");
            await page.SetViewportSizeAsync(1200, 900);
            await Chromium.ShootAsync(page, $"{name}-1200-{scheme}");

            Assert.Equal(1, requests);
        }
    }

    [Fact]
    public async Task A_reader_signs_up_confirms_changes_to_a_daily_digest_and_leaves_without_a_script()
    {
        await using var context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        var id = await site.IdAsync(Address, Cancellation);
        var subscriptions = site.Services.GetRequiredService<SubscriptionStore>();

        await page.GotoAsync(root + "/topics/nato-membership");
        await page.GetByRole(AriaRole.Link, new() { Name = "Mail me changes" }).ClickAsync();
        await page.GetByLabel("Your mail address").FillAsync(Address);
        Assert.True(await page.GetByLabel("NATO membership").IsCheckedAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Send me the confirmation" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Look into your mail");
        Assert.Empty(await subscriptions.OfAsync(id, Cancellation));

        await page.GotoAsync($"{root}/confirm/{await site.Services.GetRequiredService<Enrolment>().NewConfirmationAsync(id, Cancellation)}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, mail me" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("It has begun");
        Assert.Equal(MailTime.AtOnce, Assert.Single(await subscriptions.OfAsync(id, Cancellation)).When);

        await page.GotoAsync($"{root}/manage/{await site.Services.GetRequiredService<OwnPage>().NewLinkAsync(id, Cancellation)}");
        await page.Locator("select[name=when]").SelectOptionAsync("Daily");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        Assert.Equal(MailTime.Daily, Assert.Single(await subscriptions.OfAsync(id, Cancellation)).When);

        await page.GotoAsync($"{root}/unsubscribe/{await site.Services.GetRequiredService<UnsubscribeTokens>().MakeAsync(new(id, [new(WatchKind.Topic, "nato-membership")]), Cancellation)}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Unsubscribe", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Done");
        Assert.Empty(await subscriptions.OfAsync(id, Cancellation));
    }
}
