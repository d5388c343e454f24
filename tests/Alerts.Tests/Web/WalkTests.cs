using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Alerts.Local;
using Alerts.Local.Storage;
using Alerts.Tests.Local;
using Microsoft.Playwright;
using MimeKit;
using static Microsoft.Playwright.Assertions;

namespace Alerts.Tests.Web;

/// <summary>A reader's whole way in a browser, on the local runtime as it is started by hand: from the form to the last mail.</summary>
public sealed partial class WalkTests : IAsyncLifetime
{
    private const string Address = "walker@example.org";

    private readonly DirectoryInfo outbox = Directory.CreateTempSubdirectory("alerts-walk-");
    private Chromium chromium = null!; // Set before each test, in InitializeAsync, as are the others.
    private LocalProgram program = null!;
    private string root = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        chromium = await Chromium.StartAsync();
        try
        {
            await AzuriteInstallation.OfUser().FindOrInstallAsync(_ => { }, Cancellation);
        }
        catch (StartupException missing)
        {
            Assert.Skip(missing.Message);
        }

        program = LocalProgram.Start(null, "--port", "0", "--azurite-port", "0", "--outbox", outbox.FullName, "Local__SampleGap=01:00:00");
        root = (await program.ReadUntilAsync("  home ")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1].TrimEnd('/');
    }

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
            await program.DisposeAsync();
        if (chromium is not null)
            await chromium.DisposeAsync();
        outbox.Delete(recursive: true);
    }

    [Fact]
    public async Task From_the_form_over_the_first_alert_and_a_daily_digest_to_the_click_that_ends_it()
    {
        await using var context = await chromium.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);

        await SignUpAsync(page);
        await FollowMailAsync(page, "Confirm your alerts", "Confirm", "2-mail-confirm", confirm =>
            PressAsync(confirm, "3-confirm", "Yes, mail me", "It has begun", "4-confirmed"));

        await BringTheChangeAsync();
        await FollowMailAsync(page, "Ukraine: NATO membership", "See the evidence", "5-mail-alert", async signal =>
        {
            await Expect(Heading(signal)).ToHaveTextAsync("Ukraine: NATO membership");
            await Expect(signal.Locator("mark").First).ToContainTextAsync("drop");
            await Chromium.InspectAsync(signal, "walk-6-signal");
            await signal.GetByRole(AriaRole.Link, new() { Name = "Where everyone stands" }).ClickAsync();
            await Expect(Heading(signal)).ToHaveTextAsync("NATO membership");
            await Expect(signal.Locator(".timeline").First).ToContainTextAsync("favor");
            await Chromium.InspectAsync(signal, "walk-7-topic");
        });

        await page.GotoAsync(root + "/manage");
        await page.GetByLabel("Your mail address").FillAsync(Address);
        await PressAsync(page, "8-lost-link", "Mail me the link", "Look into your mail", null);
        var own = "";
        await FollowMailAsync(page, "Your alerts", "Open my page", "9-mail-link", async manage =>
        {
            await manage.Locator("select[name=when]").First.SelectOptionAsync("Daily");
            await manage.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(manage.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
            await Expect(manage.Locator("select[name=when]").First).ToHaveValueAsync("Daily");
            await Chromium.InspectAsync(manage, "walk-10-manage");
            own = manage.Url;
        });

        await OneClickAsync();
        await page.GotoAsync(own);
        await Expect(page.GetByText("Nothing at the moment.")).ToBeVisibleAsync();
        await FollowMailAsync(page, "Ukraine: NATO membership", "Unsubscribe", "11-mail-alert", leave =>
            PressAsync(leave, "12-unsubscribe", "Unsubscribe", "Done", "13-done"));
    }

    private async Task SignUpAsync(IPage page)
    {
        await page.GotoAsync(root + "/");
        await Chromium.InspectAsync(page, "walk-0-home");
        await page.GetByRole(AriaRole.Link, new() { Name = "Subscribe" }).First.ClickAsync();
        await page.GetByLabel("Your mail address").FillAsync(Address);
        await page.GetByText("Security", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("NATO membership").CheckAsync();
        await page.GetByText("How to write one").ClickAsync();
        await PressAsync(page, "1-subscribe", "Send me the confirmation", "Look into your mail", "1-sent");
    }

    /// <summary>Presses a page's button, with a look at the page before and after.</summary>
    private static async Task PressAsync(IPage page, string before, string button, string heading, string? after)
    {
        await Chromium.InspectAsync(page, "walk-" + before);
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync(heading);
        if (after is not null)
            await Chromium.InspectAsync(page, "walk-" + after);
    }

    /// <summary>Waits for a mail to us, opens it in the outbox, and follows a link in it to a page of its own.</summary>
    private async Task FollowMailAsync(IPage page, string subject, string link, string name, Func<IPage, Task> there)
    {
        var entry = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Address }).GetByRole(AriaRole.Link, new() { NameRegex = new(Regex.Escape(subject)) });
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            await page.GotoAsync(root + "/outbox");
        }
        while (await entry.CountAsync() == 0);

        await entry.First.ClickAsync();
        await Chromium.ShootAsync(page, "walk-" + name);
        var opened = await page.Context.RunAndWaitForPageAsync(() => page.FrameLocator("iframe").GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync());
        await opened.WaitForLoadStateAsync();
        await there(opened);
        await opened.CloseAsync();
    }

    private async Task BringTheChangeAsync()
    {
        using var http = new HttpClient();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        HttpStatusCode answer;
        do
        {
            using var response = await http.PostAsync(root + "/sample/next", null, patience.Token);
            answer = response.StatusCode;
        }
        while (answer == HttpStatusCode.Conflict);

        Assert.Equal(HttpStatusCode.NoContent, answer);
    }

    /// <summary>As a mail provider does it for its reader (RFC 8058): the address from the mail's header, no cookie, no page.</summary>
    private async Task OneClickAsync()
    {
        var mails = outbox.GetFiles("*.eml").Select(file => MimeMessage.Load(file.FullName, Cancellation)).Where(mail => mail.To.ToString().Contains(Address, StringComparison.Ordinal));
        var header = mails.Select(mail => mail.Headers[HeaderId.ListUnsubscribe]).First(header => header is not null);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var content = new StringContent("List-Unsubscribe=One-Click", Encoding.ASCII, "application/x-www-form-urlencoded");
        using var response = await http.PostAsync(LinkInHeader().Match(header ?? "").Groups[1].Value, content, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    [GeneratedRegex("<(http[^>]+)>")]
    private static partial Regex LinkInHeader();
}
