using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Alerts.Tests.Web;

/// <summary>A real browser. Screenshots lie beside the test results.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, Browser) = (playwright, browser);

    internal IBrowser Browser { get; }

    /// <summary>Skips the test where the machine has no browser.</summary>
    internal static async Task<Chromium> StartAsync()
    {
        var path = ChromiumLaunch.FindPath();
        if (path is null)
            Assert.Skip(ChromiumLaunch.Missing);
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await ChromiumLaunch.LaunchAsync(playwright, path));
    }

    /// <summary>Keeps the page at its present width.</summary>
    internal static Task ShootAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(AppContext.BaseDirectory, "TestResults", "screens", name + ".png") });

    /// <summary>Keeps the page on a phone and on a desktop, light and dark, and holds it to accessibility in all four.</summary>
    internal static async Task InspectAsync(IPage page, string name)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var (device, width, height) in new[] { ("phone", 360, 740), ("desktop", 1200, 900) })
            {
                await page.SetViewportSizeAsync(width, height);
                await ShootAsync(page, $"{name}-{device}-{scheme}");
                await CheckAsync(page);
            }
        }
    }

    /// <summary>No violation that axe knows, and nothing wider than the window.</summary>
    internal static async Task CheckAsync(IPage page)
    {
        var axe = await page.RunAxe();
        Assert.True(axe.Violations.Length == 0, $"{page.Url}: {string.Join("; ", axe.Violations.Select(fault => $"{fault.Id}: {fault.Help} at {fault.Nodes[0].Html}"))}");
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
    }
}
