using Alerts.Tests.Web;

namespace Alerts.Tests.Mails;

/// <summary>Skipped where the machine has no Chrome or Chromium. The pictures are made by <c>Alerts.Benchmarks -- mails</c>.</summary>
public sealed class MailScreensTests
{
    [Fact]
    public async Task Every_mail_is_accessible_fits_a_phone_and_asks_for_nothing_in_both_schemes()
    {
        await using var chromium = await Chromium.StartAsync();
        Assert.Empty(await MailScreens.InspectAsync(chromium.Browser, folder: null, TestContext.Current.CancellationToken));
    }
}
