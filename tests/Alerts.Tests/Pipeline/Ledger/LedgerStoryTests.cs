using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Alerts.Feeds.Dedupe;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Pipeline.Ledger;

/// <summary>Stories: dated articles in; ledger, signals and alerts out.</summary>
public sealed partial class LedgerStoryTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>An article a line: day published, day seen where that is another, outlet (with * it carries the wire's text), finding.</summary>
    public static TheoryData<string, string, string> Stories { get; } = new()
    {
        {
            "insist, drop, walk back",
            """
            0 one: statement Ukraine nato-membership Favor
            9 one: change Ukraine nato-membership Favor Neutral
            11 two: change Ukraine nato-membership Neutral Favor
            """,
            """
            Ukraine nato-membership: Favor since 11
            9: Favor -> Neutral (Both) 1 of 1
            11: Neutral -> Favor (Both) 1 of 1, ends 9
            mails: 2
            """
        },
        {
            "the ledger shows what no text calls new, and a text then tells it",
            """
            0 one: statement Hungary nato-membership Against
            20 one: statement Hungary nato-membership Favor
            21 two: change Hungary nato-membership Against Favor
            """,
            """
            Hungary nato-membership: Favor since 20
            20: Against -> Favor (Both) 2 of 2
            mails: 1
            """
        },
        {
            "a late article from last month",
            """
            0 one: statement Ukraine nato-membership Favor
            60 one: change Ukraine nato-membership Favor Neutral
            30/61 two: change Ukraine nato-membership Favor Against
            """,
            """
            Ukraine nato-membership: Neutral since 60
            30: Favor -> Against (Both) 1 of 1, late
            60: Favor -> Neutral (Textual; held Against) 1 of 1, ends 30
            mails: 1
            """
        },
        {
            "wire copy in nine outlets",
            """
            0 one: statement Ukraine nato-membership Favor
            9 one*: change Ukraine nato-membership Favor Neutral
            9 two*: change Ukraine nato-membership Favor Neutral
            9 three*: change Ukraine nato-membership Favor Neutral
            9 four*: change Ukraine nato-membership Favor Neutral
            9 five*: change Ukraine nato-membership Favor Neutral
            9 six*: change Ukraine nato-membership Favor Neutral
            9 seven*: change Ukraine nato-membership Favor Neutral
            9 eight*: change Ukraine nato-membership Favor Neutral
            9 nine*: change Ukraine nato-membership Favor Neutral
            """,
            """
            Ukraine nato-membership: Neutral since 9
            9: Favor -> Neutral (Both) 1 of 9
            mails: 1
            """
        },
        {
            "two abouts under one topic",
            """
            0 one: statement Hungary eu-accession(Ukraine) Against
            0 one: statement Hungary eu-accession(Moldova) Favor
            5 one: change Hungary eu-accession(Ukraine) Against Favor
            6 one: statement Hungary eu-accession(Moldova) Favor
            """,
            """
            Hungary eu-accession(Moldova): Favor since 0
            Hungary eu-accession(Ukraine): Favor since 5
            5: Against -> Favor (Both) 1 of 1
            mails: 1
            """
        },
        {
            "text and ledger disagree on what was left",
            """
            0 one: statement Turkey nato-membership Neutral
            8 one: change Turkey nato-membership Against Favor
            """,
            """
            Turkey nato-membership: Favor since 8
            8: Against -> Favor (Textual; held Neutral) 1 of 1
            mails: 1
            """
        },
        {
            "a rumour, twice, and then the change",
            """
            0 one: statement Ukraine nato-membership Favor
            5 one: change Ukraine nato-membership Favor Neutral hedged
            6 two: change Ukraine nato-membership Favor Neutral hedged
            7 one: change Ukraine nato-membership Favor Neutral
            """,
            """
            Ukraine nato-membership: Neutral since 7
            5: Favor -> Neutral (Both) 2 of 2, rumour
            7: Favor -> Neutral (Both) 1 of 1
            mails: 2
            """
        },
        {
            "told for days, it is one alert; told again long after, another",
            """
            0 one: statement Ukraine nato-membership Favor
            4 one: change Ukraine nato-membership Favor Neutral
            6 two: change Ukraine nato-membership Favor Neutral
            8 three: change Ukraine nato-membership Favor Neutral
            40 one: change Ukraine nato-membership Favor Neutral
            """,
            """
            Ukraine nato-membership: Neutral since 40
            4: Favor -> Neutral (Both) 3 of 3
            40: Favor -> Neutral (Textual; held Neutral) 1 of 1
            mails: 2
            """
        },
        {
            "an outlet was sooner, and is seen later: the same change, and no second mail",
            """
            0 one: statement Ukraine nato-membership Favor
            9.9 two: change Ukraine nato-membership Favor Neutral
            7.5/10 one: change Ukraine nato-membership Favor Neutral
            """,
            """
            Ukraine nato-membership: Neutral since 7.5
            7.5: Favor -> Neutral (Both) 2 of 2
            mails: 1
            """
        },
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Articles_in_and_ledger_signals_and_alerts_out(string story, string articles, string expected)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(story);
        await using var rig = await PipelineRig.StartAsync(azurite);
        rig.Time.SetUtcNow(Start);
        await rig.SubscribeAsync("reader@example.org", new Watch(WatchKind.Topic, "nato-membership"), new Watch(WatchKind.Topic, "eu-accession"));
        var number = 0;
        foreach (Match line in Line().Matches(articles))
        {
            await ReportAsync(rig, number++, Day(line.Groups["published"].Value), Day(line.Groups["seen"].Success ? line.Groups["seen"].Value : line.Groups["published"].Value), line.Groups["outlet"].Value, line.Groups["wire"].Success, line.Groups["finding"].Value.TrimEnd());
        }

        Assert.Equal(expected.ReplaceLineEndings("\n"), await ToldAsync(rig));
    }

    internal static async Task ReportAsync(PipelineRig rig, int number, DateTimeOffset published, DateTimeOffset seen, string outlet, bool wire, string finding)
    {
        if (seen > rig.Time.GetUtcNow())
            rig.Time.SetUtcNow(seen);
        var words = wire
            ? "KYIV - The president told reporters on Monday that talks had moved on and that the country would look for other ways to be safe in the years to come."
            : string.Concat(Enumerable.Range(0, 40).Select(word => $"{outlet}{number}x{word} "));
        var link = $"https://{outlet}.example/{number}";
        var text = words + "\n" + finding;
        var article = new Article(Ids.Article(link), Ids.Feed(outlet), outlet, "A headline", link, published, seen, "en", TextSketch.Of(text).ToString(), Quiet: false);
        await rig.Get<ArticleTexts>().PutAsync(article.Id, text, TestContext.Current.CancellationToken);
        await rig.Get<ArticleStore>().TryInsertAsync(article, TestContext.Current.CancellationToken);
        await rig.Get<SignalDetection>().RunAsync(new(article.Id), TestContext.Current.CancellationToken);
        await rig.DrainAsync();
    }

    /// <summary>Ledger, signals and mails as a story tells them.</summary>
    internal static async Task<string> ToldAsync(PipelineRig rig)
    {
        var told = new StringBuilder();
        foreach (var topic in new[] { "eu-accession", "nato-membership" })
        {
            foreach (var (now, _) in await rig.Get<LedgerStore>().TopicAsync(topic, TestContext.Current.CancellationToken))
                told.Append($"{now.Key.Actor} {topic}{(now.Key.About is { } about ? $"({about})" : "")}: {now.Position} since {Number(now.Since)}\n");
        }

        var changes = (await rig.ChangesAsync()).OrderBy(change => change.AsOf).ThenBy(change => change.IsCorrection).ToList();
        foreach (var change in changes)
        {
            var held = change.LedgerFrom is { } ledger ? $"; held {ledger.Position}" : "";
            told.Append(change.IsCorrection
                ? $"{change.Kind}: {change.From?.Position} -> {change.To}, {change.Reason}"
                : $"{Number(change.AsOf)}: {change.From?.Position} -> {change.To} ({change.Basis}{held}) {change.IndependentSources} of {change.Sources.Count}");
            told.Append(change.Hedged ? ", rumour" : "").Append(change.Late ? ", late" : "").Append(change.CorrectedBy is null ? "" : ", corrected");
            told.Append(changes.Find(other => other.Id == change.Replaces) is { } ended ? $", ends {Number(ended.AsOf)}\n" : "\n");
        }

        return told.Append($"mails: {(await rig.MailsAsync()).Count}").ToString();
    }

    private static DateTimeOffset Day(string day) => Start.AddDays(double.Parse(day, CultureInfo.InvariantCulture));

    private static string Number(DateTimeOffset at) => (at - Start).TotalDays.ToString("0.##", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<published>[\d.]+)(/(?<seen>[\d.]+))? (?<outlet>\w+)(?<wire>\*)?: (?<finding>.+)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
