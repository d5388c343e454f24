using Alerts.Detection.Loading;

namespace Alerts.Detection;

/// <summary>A rule by which the detector decides: why a candidate became a finding, or why it became none.</summary>
/// <param name="Id">As <see cref="Evidence.Rule"/> and <see cref="DroppedCandidate.Rule"/> name it, e.g. <c>verb.object</c>; a finding's may end in <c>+contrast</c> where the text says that the position is new.</param>
/// <param name="Says">What it says, a sentence.</param>
/// <param name="Examples">Texts with what they give by this rule; empty where the rule only shows within another.</param>
public sealed record DetectionRule(string Id, string Says, IReadOnlyList<RuleExample> Examples)
{
    /// <summary>All rules: those of the grammar, then <c>act.*</c>, what the verbs of each group of acts do; the same list at every call.</summary>
    public static IReadOnlyList<DetectionRule> All { get; } =
    [
        .. YamlFile.Embedded("language.rules.yaml").Items("rules").Select(rule => Read(rule, "")),
        .. YamlFile.Embedded("language.acts.yaml").Items("groups").Select(group => Read(group, "act.")),
    ];

    private static DetectionRule Read(YamlFile rule, string prefix)
    {
        var id = rule.Text("id") ?? throw rule.Fault("a rule has no `id`", "give it the id that the code names");
        return new DetectionRule(prefix + id, rule.Text("says") ?? throw rule.Fault($"rule `{id}` has no `says`", "say in a sentence what it says"), [.. rule.Lists("examples").Select(pair => new RuleExample(pair[0], pair[1]))]);
    }
}

/// <summary>A text and what a rule makes of it.</summary>
/// <param name="Text">One sentence; shipped topics and actors.</param>
/// <param name="Gives"><c>ACTOR: FROM -&gt; TO</c>, <c>ACTOR: TO</c>, or <c>nothing</c>.</param>
public sealed record RuleExample(string Text, string Gives);
