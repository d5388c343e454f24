using System.ClientModel;
using Alerts.Detection;
using Alerts.Pipeline.OwnData;
using Alerts.Pipeline.Polling;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Opinion;

/// <summary>
/// Asks a language model about findings that the rules call ambiguous. It may take one out; whatever else it does, or fails to do,
/// changes nothing. The answers are kept with the article before anything is entered, so that every rerun decides alike.
/// </summary>
public sealed partial class SecondOpinion(
    OpinionModel model,
    ArticleStore articles,
    DetectorSource detectors,
    IOptions<OpinionOptions> options,
    TimeProvider time,
    ILogger<SecondOpinion> logger)
{
    /// <summary>More doubtful findings than this in one article stand unasked.</summary>
    internal const int MostAsked = 5;

    private static readonly ChatOptions Wanted = new() { ResponseFormat = ChatResponseFormat.Json, MaxOutputTokens = 2000 };

    /// <summary>The findings that stand, in their order, each with what was said of it.</summary>
    internal async Task<IReadOnlyList<Judged>> StandingAsync(Article article, string text, IReadOnlyList<Finding> findings, CancellationToken cancellation)
    {
        var judgements = await JudgeAsync(article, text, findings, cancellation);
        var standing = new List<Judged>(findings.Count);
        foreach (var finding in findings)
        {
            var judgement = Kept(article, judgements, finding);
            if (judgement?.Verdict != Verdict.Veto)
                standing.Add(new(finding, judgement));
            else
                Log.Vetoed(logger, finding.Actor, finding.Topic ?? "", finding.From, finding.To, finding.Evidence.Rule, article.Id, judgement.Reason, judgement.Quote ?? "");
        }

        return standing;
    }

    /// <summary>What was said of a finding, or of the same claim in an earlier version of the article.</summary>
    private static Judgement? Kept(Article article, IReadOnlyDictionary<string, Judgement> judgements, Finding finding) =>
        judgements.GetValueOrDefault(Ambiguity.KeyOf(finding))
        ?? (article.Revised is null ? null : judgements.GetValueOrDefault(Ambiguity.ClaimOf(finding)));

    /// <summary>What was said of an article's findings, by their keys; kept answers count even where it is off by now.</summary>
    private async Task<IReadOnlyDictionary<string, Judgement>> JudgeAsync(Article article, string text, IReadOnlyList<Finding> findings, CancellationToken cancellation)
    {
        // A first poll mails nothing and may bring thousands of articles.
        if (model.Chat is not { } chat || article.Quiet)
            return article.Judgements;
        var asked = new Dictionary<string, Judgement>(StringComparer.Ordinal);
        using var patience = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var questions = 0;
        foreach (var finding in findings)
        {
            var key = Ambiguity.KeyOf(finding);
            if (questions == MostAsked || Kept(article, article.Judgements, finding) is not null || asked.ContainsKey(key) || Ambiguity.Of(finding) is not { } doubt)
                continue;
            questions++;
            var question = OpinionPrompt.Of(finding, detectors.Current.Data.Topics.FirstOrDefault(topic => topic.Id == finding.Topic), doubt, article.Title, text);
            var judgement = await AskAsync(chat, question, article, text, either.Token, cancellation);
            Log.Heard(logger, judgement.Verdict, finding.Actor, finding.Topic ?? "", article.Id, judgement.Reason);
            asked[key] = judgement;
            asked.TryAdd(Ambiguity.ClaimOf(finding), judgement);
        }

        return asked.Count == 0 ? article.Judgements : await articles.KeepAsync(article.Id, asked, cancellation);
    }

    private async Task<Judgement> AskAsync(
        IChatClient chat, IReadOnlyList<ChatMessage> question, Article article, string text, CancellationToken patience, CancellationToken cancellation)
    {
        try
        {
            patience.ThrowIfCancellationRequested();
            var response = await chat.GetResponseAsync(question, Wanted, patience);
            return OpinionRule.Decide(response.Text, article.Title, text);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return OpinionRule.None($"no answer within {options.Value.Timeout}");
        }
#pragma warning disable CA1031 // Whatever a model or its client comes up with, the article is read without it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // Not its message: an endpoint may echo the key or the article there.
            return OpinionRule.None(fault is ClientResultException { Status: > 0 } refused ? $"the endpoint answered {refused.Status}" : $"the request failed: {fault.GetType().Name}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1202, LogLevel.Information, "Near miss, vetoed: {Actor}, {Topic}: {From} -> {To} by {Rule} in article {Article}: {Reason} (\"{Quote}\")", EventName = "FindingVetoed")]
        internal static partial void Vetoed(ILogger logger, string actor, string topic, Position from, Position to, string rule, string article, string reason, string quote);

        [LoggerMessage(1203, LogLevel.Information, "Second opinion {Verdict} on {Actor}, {Topic} in article {Article}: {Reason}", EventName = "OpinionHeard")]
        internal static partial void Heard(ILogger logger, Verdict verdict, string actor, string topic, string article, string reason);
    }
}
