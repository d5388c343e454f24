using System.Net;
using Alerts.Local.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Alerts.Tests.Local.Outbox;

public sealed class OutboxPagesTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("alerts-outbox-");
    private readonly HttpClient http = new();
    private WebApplication? app;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        app = builder.Build();
        OutboxPages.Map(app, new OutboxFolder(folder.FullName));
        await app.StartAsync(Cancellation);
        http.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.First() ?? "");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (app is not null)
            await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_empty_outbox_says_so() =>
        Assert.Contains("No mail yet.", await http.GetStringAsync("/outbox", Cancellation), StringComparison.Ordinal);

    [Fact]
    public async Task Mails_are_listed_newest_first()
    {
        await PutAsync("old.eml", "First", new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));
        await PutAsync("new.eml", "Second <b>", new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

        var page = await http.GetStringAsync("/outbox", Cancellation);

        Assert.True(page.IndexOf("Second &lt;b&gt;", StringComparison.Ordinal) < page.IndexOf("First", StringComparison.Ordinal), page);
        Assert.Contains("href=\"/outbox/new.eml\"", page, StringComparison.Ordinal);
        Assert.Contains("2026-11-23 08:00:00 UTC", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_shown_with_its_headers_as_text_and_as_html_in_a_frame_that_runs_nothing()
    {
        await PutAsync("one.eml", "News", new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

        var page = await http.GetStringAsync("/outbox/one.eml", Cancellation);
        using var frame = await http.GetAsync("/outbox/one.eml/html", Cancellation);

        Assert.Contains("<dt>List-Id</dt><dd>&lt;alerts.example.org&gt;</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<pre>as text &amp; more", page, StringComparison.Ordinal);
        Assert.Contains("<iframe sandbox=\"allow-popups", page, StringComparison.Ordinal);
        Assert.Contains("<p>as html</p>", await frame.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.StartsWith("sandbox ", frame.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/outbox/none.eml")]
    [InlineData("/outbox/..%2Fsecret.eml")]
    [InlineData("/outbox/%2Fetc%2Fpasswd")]
    [InlineData("/outbox/none.eml/html")]
    public async Task What_is_not_in_the_folder_is_not_found(string path)
    {
        using var answer = await http.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task PutAsync(string name, string subject, DateTimeOffset date)
    {
        var mail = new MimeMessage { Subject = subject, Date = date };
        mail.To.Add(new MailboxAddress("", "reader@example.org"));
        mail.Headers.Add(HeaderId.ListId, "<alerts.example.org>");
        mail.Body = new BodyBuilder { TextBody = "as text & more", HtmlBody = "<p>as html</p>" }.ToMessageBody();
        await mail.WriteToAsync(Path.Combine(folder.FullName, name), Cancellation);
    }
}
