using System.Text;
using Alerts.Detection;
using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Tests.Web;

public sealed class PageTests
{
    private static readonly TopicFamily[] Families =
    [
        new("peace-talks", [new("ceasefire", "Ceasefire"), new("territorial-concessions", "Territorial concessions")]),
        new("security", [new("nato-membership", "NATO membership"), new("security-guarantees", "Security guarantees")]),
    ];

    private static readonly TopicView Topic = new(
        new("nato-membership", "NATO membership"),
        "the candidate joins NATO",
        [
            new("Ukraine", "Ukraine", [Examples.Change.To with { SignalId = "s1a2b3c4" }, Examples.Change.From! /* The example is a change. */]),
            new("Hungary", "Ukraine", [Examples.Statement.To]),
        ],
        Examples.Now);

    [Fact]
    public async Task The_home_page_reads_as_approved() =>
        await ApproveAsync<HomePage>("View", new HomeView([Examples.Change], Families), "home.html");

    [Fact]
    public async Task The_topic_page_reads_as_approved() => await ApproveAsync<TopicPage>("View", Topic, "topic.html");

    [Fact]
    public async Task The_signal_page_reads_as_approved() => await ApproveAsync<SignalPage>("View", Examples.Change, "signal.html");

    [Fact]
    public async Task Where_text_and_ledger_disagree_on_what_was_left_the_page_shows_both_and_a_second_opinion_where_there_is_one()
    {
        var signal = Examples.Change with
        {
            LedgerFrom = Examples.Statement.To with { AsOf = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero) },
            Opinion = new("The sentence says <so> itself.", "has dropped its bid"),
        };

        var html = Rendered.WithoutStyle(await Rendered.PageAsync<SignalPage>("View", signal));

        Assert.Contains("The text names favor as the position left.", html, StringComparison.Ordinal);
        Assert.Contains("Ukraine insists on joining NATO", html, StringComparison.Ordinal);
        Assert.Contains("opposes the bid", html, StringComparison.Ordinal);
        Assert.Contains("agrees: The sentence says &lt;so&gt; itself.", html, StringComparison.Ordinal);
        Assert.Contains("<blockquote>has dropped its bid</blockquote>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_subscribe_page_keeps_what_was_typed_and_says_what_is_wrong_with_it() =>
        await ApproveAsync<SubscribePage>(
            "View",
            new SubscribeView(
                Families,
                ["European Union", "Hungary"],
                new SubscribeInput("\"><script>", ["ceasefire"], "Atlantis", "(NATO"),
                new SubscribeFaults("An address has no spaces.", null, "Nobody here is called Atlantis.", "Column 6: close the parenthesis.")),
            "subscribe.html");

    [Fact]
    public async Task The_button_page_reads_as_approved() =>
        await ApproveAsync<ButtonPage>(
            "View",
            new ButtonView("Unsubscribe", "This ends:", ["NATO membership"], "https://alerts.example.org/unsubscribe/x", "Unsubscribe", "End all my alerts"),
            "button.html");

    [Fact]
    public async Task A_page_with_every_example_weighs_less_than_50_KB()
    {
        var html = await Rendered.PageAsync<HomePage>("View", new HomeView([.. Enumerable.Repeat(Examples.Change, 12)], [.. Enumerable.Repeat(Families[0], 12)]));

        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, 50 * 1024);
    }

    [Fact]
    public async Task The_form_with_all_shipped_topics_and_actors_weighs_less_than_50_KB()
    {
        var catalogue = new Catalogue(DetectionData.Shipped.Topics, DetectionData.Shipped.Actors);
        var form = await Rendered.PageAsync<SubscribePage>("View", new SubscribeView(catalogue.Families, catalogue.Actors, SubscribeInput.Empty, SubscribeFaults.None));
        var home = await Rendered.PageAsync<HomePage>("View", new HomeView([.. Enumerable.Repeat(Examples.Change, 12)], catalogue.Families));

        Assert.InRange(Encoding.UTF8.GetByteCount(form), 1, 50 * 1024);
        Assert.InRange(Encoding.UTF8.GetByteCount(home), 1, 50 * 1024);
    }

    [Fact]
    public async Task What_an_article_says_is_text_and_never_markup()
    {
        const string Hostile = "<script>alert(1)</script>";
        var source = new SourceView(Hostile, Hostile, "javascript:alert(1)", null);
        var signal = Examples.Change with
        {
            Actor = Hostile,
            To = Examples.Change.To with { Proof = new Passage(Hostile, Hostile, Hostile), Source = source, Condition = Hostile },
            Why = new Reason(Hostile, Hostile, Hostile, Hostile, Magnitude.Reversal, Basis.Textual),
            Sources = [source],
        };

        var html = await Rendered.PageAsync<SignalPage>("View", signal);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("javascript:", html, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task ApproveAsync<T>(string parameter, object value, string name)
        where T : Microsoft.AspNetCore.Components.IComponent =>
        Approved.Verify(Rendered.WithoutStyle(await Rendered.PageAsync<T>(parameter, value)), name);
}
