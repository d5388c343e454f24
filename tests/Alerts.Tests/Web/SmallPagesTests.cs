using System.Net;
using Alerts.Detection;
using Alerts.Pipeline.Signals;
using Alerts.Tests.Azurite;
using Microsoft.Extensions.DependencyInjection;
using Signal = Alerts.Pipeline.Signals.Signal;

namespace Alerts.Tests.Web;

/// <summary>Trying a text, the privacy page, and the word that an alert is wrong.</summary>
public sealed class SmallPagesTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string SignalId = "00000000000000000000000000000001";

    private TestSite site = null!; // Set before each test, in InitializeAsync.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync(azurite, Cancellation);
        await site.Services.GetRequiredService<SignalStore>().TryInsertAsync(
            new Signal(SignalId, SignalKind.Change, "Ukraine", "ceasefire", null, Position.Favor, Examples.Now, Examples.Now, []), Cancellation);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_tried_text_is_shown_again_as_text_and_kept_nowhere()
    {
        using var response = await site.PostAsync("/try", [new("text", "<script>alert(1)</script> Ukraine dropped its bid.")], Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("&lt;script&gt;", body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.UnprocessableEntity)]
    [InlineData(20_001, HttpStatusCode.UnprocessableEntity)]
    [InlineData(300_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_text_that_is_empty_or_too_long_is_refused(int length, HttpStatusCode expected)
    {
        using var response = await site.PostAsync("/try", [new("text", new string('x', length))], Cancellation);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Trying_is_limited_by_network()
    {
        HttpStatusCode last = 0;
        for (var i = 0; i < 61; i++)
        {
            using var response = await site.PostAsync("/try", [new("text", "Some words.")], Cancellation);
            last = response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task The_privacy_page_names_who_runs_this()
    {
        var (status, body) = await site.GetAsync("/privacy", Cancellation);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("1 Example Street", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_alert_lands_in_the_review_list()
    {
        using var response = await site.PostAsync("/wrong/" + SignalId, [new("fault", "nobody-moved"), new("comment", " It only repeats. ")], Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var complaint = Assert.Single(await site.Services.GetRequiredService<ReviewStore>().AllAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Equal((SignalId, "nobody-moved", "It only repeats."), (complaint.SignalId, complaint.Fault, complaint.Comment));
    }

    [Theory]
    [InlineData(SignalId, "made-up", HttpStatusCode.BadRequest)]
    [InlineData("00000000000000000000000000000002", "other", HttpStatusCode.NotFound)]
    [InlineData("x'or'1'eq'1", "other", HttpStatusCode.NotFound)]
    public async Task A_complaint_about_nothing_is_refused(string signal, string fault, HttpStatusCode expected)
    {
        using var response = await site.PostAsync("/wrong/" + Uri.EscapeDataString(signal), [new("fault", fault)], Cancellation);

        Assert.Equal(expected, response.StatusCode);
        Assert.Empty(await site.Services.GetRequiredService<ReviewStore>().AllAsync(Cancellation).ToListAsync(Cancellation));
    }
}
