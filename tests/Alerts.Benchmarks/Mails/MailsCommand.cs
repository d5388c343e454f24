using System.CommandLine;
using Alerts.Tests.Mails;
using Alerts.Tests.Web;
using Microsoft.Playwright;

namespace Alerts.Benchmarks.Mails;

/// <summary><c>mails</c>: pictures of every kind of mail; it fails where axe or a narrow window finds fault.</summary>
internal static class MailsCommand
{
    internal static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Where the pictures go; made where it is missing." };
        var command = new Command("mails", "Shows every kind of mail in Chromium on a phone (375) and a desktop (1024), light and dark, and writes a PNG each.") { folder };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(folder), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo folder, CancellationToken cancellation)
    {
        folder.Create();
        if (ChromiumLaunch.FindPath() is not { } path)
        {
            Console.Error.WriteLine(ChromiumLaunch.Missing);
            return 1;
        }

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await ChromiumLaunch.LaunchAsync(playwright, path);
        var faults = await MailScreens.InspectAsync(browser, folder.FullName, cancellation);
        foreach (var fault in faults)
            Console.WriteLine(fault);
        Console.WriteLine($"mails.pictures {folder.GetFiles("*.png").Length} in {folder.FullName}, {faults.Count} faults");
        return faults.Count == 0 ? 0 : 1;
    }
}
