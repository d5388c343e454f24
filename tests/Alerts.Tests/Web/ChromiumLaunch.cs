using Microsoft.Playwright;

namespace Alerts.Tests.Web;

/// <summary>Finds and starts the browser of the machine.</summary>
internal static class ChromiumLaunch
{
    internal const string Missing = "No Chrome or Chromium is installed; .ci/run installs one.";

    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    /// <returns>Null where there is none.</returns>
    internal static string? FindPath() => Paths.FirstOrDefault(File.Exists);

    internal static Task<IBrowser> LaunchAsync(IPlaywright playwright, string path) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = path,
        Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
}
