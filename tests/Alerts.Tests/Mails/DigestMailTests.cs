using Alerts.Detection;
using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Delivery.Mails;
using Alerts.Pipeline.Web.Views;
using Alerts.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alerts.Tests.Mails;

public sealed class DigestMailTests : IDisposable
{
    private static readonly SignalView Reversal = Examples.Change with
    {
        Id = "s7",
        Actor = "Finland",
        About = "Finland",
        To = Examples.Change.To with { Position = Position.Against, Commitment = Commitment.Firm, Condition = null, Proof = Passage.Find("Finland will not join after all.", "will not join") },
        Why = Examples.Change.Why with { Magnitude = Magnitude.Reversal },
        Sources = [Examples.Courier],
    };

    private readonly MailComposer composer = new(Examples.Links, Examples.Letterhead, NullLoggerFactory.Instance);

    public void Dispose() => composer.Dispose();

    [Fact]
    public async Task A_digest_reads_as_approved()
    {
        var mail = await composer.DigestAsync(Model(Examples.Keyword, Examples.Statement, Examples.Change, Reversal));

        Approved.Verify(mail.Html, "digest.html");
        Approved.Verify(mail.Text, "digest.txt");
        Approved.Verify(string.Join('\n', mail.Headers.Select(header => $"{header.Name}: {header.Value}")), "digest.headers.txt");
    }

    [Fact]
    public async Task A_digest_of_one_says_so_in_its_subject() =>
        Assert.Equal("Digest: Hungary: NATO membership (Ukraine), against, stated", (await composer.DigestAsync(Model(Examples.Statement))).Subject);

    [Fact]
    public void What_moved_most_comes_first_and_topics_stay_together()
    {
        var (groups, brief) = DigestContent.Of([Examples.Keyword, Examples.Statement, Examples.Change, Reversal]);
        Assert.Equal(["NATO membership", "\u201C" + Examples.Keyword.Query + "\u201D"], groups.Select(group => group.Title));
        Assert.Equal(["s7", "s1a2b3c4", "s5"], groups[0].Signals.Select(signal => signal.Id));
        Assert.Empty(brief);
    }

    [Fact]
    public void What_has_no_room_gets_a_line()
    {
        var (groups, brief) = DigestContent.Of([.. Enumerable.Range(0, 100).Select(i => Examples.Keyword with { Id = $"k{i:d3}" })]);
        Assert.Equal(100, groups.Sum(group => group.Signals.Count) + brief.Count);
        Assert.NotEmpty(brief);
    }

    private static DigestMailModel Model(params SignalView[] signals) => new(
        "d-digest",
        new(2026, 3, 15),
        DigestContent.Of(signals).Groups,
        signals.Length > 1 ? [Examples.Change with { Id = "s9", Actor = "Georgia" }] : [],
        [new(new("eu-accession", "EU accession"), new(2026, 1, 9, 8, 0, 0, TimeSpan.Zero))],
        signals.Length > 1 ? 20 : null,
        ["NATO membership", "EU accession"],
        "token-of-the-mail");
}
