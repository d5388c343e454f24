using Alerts.Detection;

namespace Alerts.Tests.Detection;

/// <summary>What sentences tell together: who gave in, what was denied, what was called a turn, what goes without saying.</summary>
public sealed class DiscourseTests
{
    private static readonly Detector Detector = new(DetectionData.Shipped);

    [Theory]
    [InlineData("Hungary had blocked sanctions on Russia for months. On Monday it relented.", "Hungary: Against -> Favor")]
    [InlineData("Germany had long rejected sanctions on Russia. Berlin has since changed its mind.", "Germany: Against -> Favor")]
    [InlineData("Hungary had blocked sanctions on Russia for months. On Monday it relented on fishing quotas.", "")]
    [InlineData("Hungary had blocked sanctions on Russia for months. On Monday Austria relented.", "")]
    [InlineData("Hungary had blocked sanctions on Russia for months. Budapest denied that it had changed course.", "")]
    [InlineData("Hungary is ready to back sanctions on Russia. The offer overturns a policy that it had defended for a decade.", "Hungary: Against -> Favor")]
    [InlineData("Hungary backed sanctions on Russia. The decision marks a sharp reversal.", "Hungary: Against -> Favor")]
    [InlineData("Hungary backed sanctions on Russia. The decision does not mark a reversal.", "")]
    [InlineData("Hungary backed sanctions on Russia. The court reversed a decision on fishing.", "")]
    [InlineData("Last year Hungary had rejected sanctions on Russia. On Monday it committed itself to sanctions on Russia.", "Hungary: Against -> Favor")]
    [InlineData("Ukraine had defended its NATO bid for a decade. On Friday Kyiv abandoned it.", "Ukraine: Favor -> Neutral")]
    [InlineData("Hungary was wrongly reported to have dropped its opposition to sanctions on Russia.", "")]
    public void A_change_told_by_two_sentences_is_found_where_both_are_of_one_holder(string text, string expected) =>
        Assert.Equal(expected, string.Join("; ", Detector.Detect(new(null, text)).Findings.Where(f => f is { Kind: SignalKind.Change, Hedged: false }).Select(f => $"{f.Actor}: {f.From} -> {f.To}")));

    [Theory]
    [InlineData("A newspaper said Hungary had dropped its opposition to sanctions on Russia. Budapest denied it.", "Hungary: Against")]
    [InlineData("A newspaper said Hungary had dropped its opposition to sanctions on Russia. The report was denied in Budapest.", "Hungary: Against")]
    [InlineData("A newspaper said Hungary had dropped its opposition to sanctions on Russia. Budapest denied the charge of theft.", "Hungary hedged: Against -> Neutral")]
    [InlineData("The sanctions on Russia expire in June. Hungary remains opposed.", "Hungary: Against")]
    [InlineData("The sanctions on Russia expire in June. Japan too is in favour.", "Japan: Favor")]
    [InlineData("Russia reiterated that it opposes NATO membership for Ukraine and that it wants the matter settled in writing, whatever the envoys agree on.", "Russia: Against")]
    [InlineData("The sanctions on Russia expire in June. Hungary remains opposed to the budget.", "")]
    public void A_denial_and_a_stance_without_its_object_look_back(string text, string expected) =>
        Assert.Equal(expected, string.Join("; ", Detector.Detect(new(null, text)).Findings.Select(f => f.Kind == SignalKind.Statement ? $"{f.Actor}: {f.To}" : $"{f.Actor}{(f.Hedged ? " hedged" : "")}: {f.From} -> {f.To}")));
}
