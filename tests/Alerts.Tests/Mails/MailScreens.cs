using Alerts.Pipeline.Delivery.Mails;
using Alerts.Tests.Web;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace Alerts.Tests.Mails;

/// <summary>Every kind of mail in a browser, on a phone and on a desktop, light and dark.</summary>
internal static class MailScreens
{
    private static readonly (string Device, int Width, int Height)[] Windows = [("phone", 375, 740), ("desktop", 1024, 900)];

    /// <param name="folder">Gets a picture each; null for none.</param>
    /// <returns>What a reader would complain of; empty where all is well.</returns>
    internal static async Task<IReadOnlyList<string>> InspectAsync(IBrowser browser, string? folder, CancellationToken cancellation)
    {
        var faults = new List<string>();
        using var composer = new MailComposer(Examples.Links, Examples.Letterhead, NullLoggerFactory.Instance);
        foreach (var name in MailExamples.Names)
        {
            var mail = await MailExamples.ComposeAsync(composer, name);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                foreach (var (device, width, height) in Windows)
                {
                    cancellation.ThrowIfCancellationRequested();
                    await using var context = await browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height } });
                    var page = await context.NewPageAsync();
                    page.Request += (_, request) => faults.Add($"{name}: asks for {request.Url}");
                    await page.SetContentAsync(mail.Html);
                    var picture = $"{name}-{device}-{scheme.ToString().ToLowerInvariant()}";
                    if (folder is not null)
                        await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, picture + ".png") });
                    faults.AddRange((await FaultsAsync(page, accessible: device == "phone")).Select(fault => $"{picture}: {fault}"));
                }
            }
        }

        return faults;
    }

    /// <param name="accessible">Whether to ask axe too: width changes nothing of what it finds.</param>
    private static async Task<IEnumerable<string>> FaultsAsync(IPage page, bool accessible)
    {
        // A mail has no landmarks: clients show it inside their own.
        var axe = accessible ? await page.RunAxe(new AxeRunOptions { Rules = new() { ["landmark-one-main"] = new() { Enabled = false }, ["region"] = new() { Enabled = false } } }) : null;
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        var low = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('a.button')].filter(a => a.getBoundingClientRect().height < 44).map(a => a.textContent)");
        return
        [
            .. (axe?.Violations ?? []).Select(fault => $"{fault.Id}: {fault.Help} at {fault.Nodes[0].Html}"),
            .. over > 0 ? [$"{over} pixels wider than the window"] : Array.Empty<string>(),
            .. low.Select(button => $"the button \"{button}\" is lower than a finger (44 pixels)"),
        ];
    }
}
