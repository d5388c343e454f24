using Alerts.Detection;
using Alerts.Detection.Queries;
using Alerts.Pipeline.Opinion;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Signals;

/// <summary>Reads a text. The seam at which tests put findings made by hand.</summary>
public delegate DetectionResult ReadText(DetectionInput input);

/// <summary>Reads an article: keyword matches, statements, and the changes that the text or the ledger shows.</summary>
public sealed class SignalDetection(
    ArticleStore articles,
    ArticleTexts texts,
    ReadText read,
    TopicSlots slots,
    QueryWatch queries,
    SecondOpinion opinion,
    Ledger ledger,
    SignalBook book,
    IOptions<SignalOptions> options,
    TimeProvider time)
{
    public async Task RunAsync(ArticleMessage message, CancellationToken cancellation)
    {
        var article = await articles.FindAsync(message.ArticleId, cancellation)
            ?? throw new PermanentFailure($"Article {message.ArticleId} is not in the table Articles: it was purged before it was read.");
        var text = await texts.FindAsync(article.TextName, cancellation)
            ?? throw new PermanentFailure($"The text of article {article.Id} (\"{article.Title}\") is not in the container articles.");
        await MatchAsync(article, text, cancellation);
        await DetectAsync(article, text, cancellation);
    }

    private async Task MatchAsync(Article article, string text, CancellationToken cancellation)
    {
        // A first poll mails nothing, and a match is nothing but a mail.
        if (article.Quiet)
            return;
        foreach (var (queryId, canonical, evidence) in await queries.MatchAsync(new(article.Title, text, article.Outlet, article.Language), cancellation))
        {
            var match = Match(article, queryId, canonical, evidence, time.GetUtcNow(), IsLate(article));
            await book.EnterAsync(match, cancellation);
            await book.AnnounceAsync(match.Id, cancellation);
        }
    }

    private async Task DetectAsync(Article article, string text, CancellationToken cancellation)
    {
        var findings = read(new(article.Title, text, article.AsOf, article.Language)).Findings;
        // After Telling: a veto must not let an older statement speak in the change's place.
        var telling = await NewAsync(article, [.. Telling(findings)], cancellation);
        foreach (var (finding, judgement) in await opinion.StandingAsync(article, text, telling, cancellation))
        {
            var source = Source(article, Proof.Of(finding.Evidence, article.Title, text)) with { Opinion = judgement };
            // Telling keeps findings that have a topic.
            var topic = finding.Topic!;
            await ledger.EnterAsync(
                new(finding, topic, slots.Topics.Contains(topic), source, article.AsOf, article.FirstAsOf, article.Quiet, IsLate(article)), cancellation);
        }
    }

    /// <summary>Findings on topics. Where an article tells a change, what else it says of the same position is its past.</summary>
    internal static IEnumerable<Finding> Telling(IReadOnlyList<Finding> findings)
    {
        var told = findings.Where(finding => finding is { Kind: SignalKind.Change, Topic: not null })
            .Select(finding => (finding.Actor, finding.Topic, finding.About))
            .ToHashSet();
        return findings.Where(finding => finding.Topic is not null
            && (finding.Kind == SignalKind.Change || !told.Contains((finding.Actor, finding.Topic, finding.About))));
    }

    /// <summary>What an earlier version of the article said already is worked off: it costs no second opinion and no alert.</summary>
    private async Task<IReadOnlyList<Finding>> NewAsync(Article article, IReadOnlyList<Finding> findings, CancellationToken cancellation)
    {
        if (article.Revised is null)
            return findings;
        var fresh = new List<Finding>(findings.Count);
        foreach (var finding in findings)
        {
            // Telling keeps findings that have a topic. A rerun finds its own entry too, and must send what is pending: it costs no opinion.
            var known = await ledger.FindEntryAsync(new(finding.Topic!, finding.Actor, finding.About), article.Id, finding.To, article.FirstAsOf, cancellation);
            if (known is null || known.AsOf == article.AsOf)
                fresh.Add(finding);
        }

        return fresh;
    }

    internal static Signal Match(Article article, string queryId, string canonical, QueryEvidence evidence, DateTimeOffset now, bool late) => new(
        Ids.Match(article.Id, queryId), SignalKind.Keyword, article.Outlet, null, null, Position.Unknown, article.AsOf, now, [Source(article, ProofOf(evidence))])
    {
        QueryId = queryId,
        Query = canonical,
        Late = late,
    };

    private bool IsLate(Article article) => article.FirstSeen - article.AsOf > options.Value.LateAfter;

    private static Proof ProofOf(QueryEvidence evidence)
    {
        var term = evidence.Terms.Count > 0 ? evidence.Terms[0] : evidence.Span;
        var start = term.Start - evidence.Span.Start;
        var inside = start >= 0 && start + term.Length <= evidence.Quote.Length;
        return inside
            ? new(evidence.Quote, start, term.Length, "query", evidence.Quote.Substring(start, term.Length), null)
            : new(evidence.Quote, 0, evidence.Quote.Length, "query", null, null);
    }

    internal static SignalSource Source(Article article, Proof proof) => new(
        article.Id, article.FeedId, article.Outlet, article.Title, article.Link, article.Published, article.FirstSeen, article.Sketch, proof);
}
