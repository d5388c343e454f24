using Alerts.Detection;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Opinion;

/// <summary>Which findings the rules themselves call ambiguous. A second opinion may be asked about these and no others.</summary>
internal static class Ambiguity
{
    /// <summary>Rules that conclude a change where the text does not call it one, with the doubt in words.</summary>
    public static IReadOnlyDictionary<string, string> Rules { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["exchange.concession"] = "what is agreed to in exchange is taken for new, and may have been the position before",
        ["governor.agree"] = "what is agreed to is taken for new, and may have been the position before",
        ["verb.relented"] = "the sentence does not say on what; it is taken for the position told just before",
        ["verb.then-now"] = "the old position stands in an aside, and the sentence takes the topic up by another word",
        ["noun.decision"] = "a noun such as \"decision to\" stands for the act, and its holder may be another",
    };

    /// <summary>Ends the id of any rule whose statement became a change by the words around it.</summary>
    public const string ContrastSuffix = "+contrast";

    /// <summary>Whether a rule, as evidence names it, concludes a change where the text does not call it one.</summary>
    public static bool IsDoubtful(string rule) => rule.EndsWith(ContrastSuffix, StringComparison.Ordinal) || Rules.ContainsKey(rule);

    /// <returns>The doubt, for the model and the log; null where the rules are sure.</returns>
    /// <remarks>Statements are never in doubt: they are no alert until the ledger differs, and there the rule is firm.</remarks>
    public static string? Of(Finding finding)
    {
        if (finding is not { Kind: SignalKind.Change, Topic: not null })
            return null;
        if (finding.Evidence.Rule.EndsWith(ContrastSuffix, StringComparison.Ordinal))
            return "a statement is taken for a change because of a contrast with the past in the sentence";
        if (Rules.TryGetValue(finding.Evidence.Rule, out var doubt))
            return doubt;
        if (!finding.KnownActor)
            return "no actor file knows the holder";
        return finding.Evidence.Part == TextPart.Title ? "the headline is the best proof there is, and headlines leave words out" : null;
    }

    /// <summary>Names a finding within its article. A release that finds another thing, or by another rule, asks anew.</summary>
    public static string KeyOf(Finding finding) => Ids.Of("finding", [.. Claim(finding), finding.Evidence.Part.ToString(), finding.Evidence.Quote]);

    /// <summary>Names what a finding claims, whatever the words: a later version of the article that claims the same is not judged anew.</summary>
    public static string ClaimOf(Finding finding) => Ids.Of("claim", Claim(finding));

    private static string[] Claim(Finding finding) =>
        [finding.Kind.ToString(), finding.Actor, finding.Topic ?? "", finding.About ?? "", finding.From.ToString(), finding.To.ToString(), finding.Evidence.Rule];
}
