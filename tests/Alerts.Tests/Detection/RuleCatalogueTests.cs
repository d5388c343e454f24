using System.Reflection;
using System.Text.RegularExpressions;
using Alerts.Detection;

namespace Alerts.Tests.Detection;

/// <summary>The rules that can be listed: each example gives what it says, and every id that the detector names is there.</summary>
public sealed partial class RuleCatalogueTests
{
    private static readonly Lazy<Detector> Detector = new(() => new Detector(DetectionData.Shipped));

    public static TheoryData<string, string, string> Examples() => [.. from rule in DetectionRule.All from example in rule.Examples select (rule.Id, example.Text, example.Gives)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_gives_by_its_rule_what_it_says(string id, string text, string gives)
    {
        var result = Detector.Value.Detect(new DetectionInput(null, text, new DateTimeOffset(2025, 12, 14, 0, 0, 0, TimeSpan.Zero)), explain: true);
        var seen = string.Join("; ", result.Findings.Select(f => $"{Gives(f)} by {f.Evidence.Rule}").Concat(result.Dropped.Select(d => $"nothing by {d.Rule}")));

        if (gives == "nothing")
        {
            Assert.True(!result.Findings.Any(f => f.Kind == SignalKind.Change), seen);
            Assert.True(id.StartsWith("act.", StringComparison.Ordinal) || result.Dropped.Any(d => d.Rule == id), seen);
        }
        else
        {
            Assert.True(result.Findings.Any(f => Gives(f) == gives && (id.StartsWith("act.", StringComparison.Ordinal) || f.Evidence.Rule.Split('+')[0] == id)), seen);
        }
    }

    [Fact]
    public void Every_rule_that_the_detector_names_is_listed_once()
    {
        var listed = DetectionRule.All.Select(r => r.Id).ToList();
        var named = typeof(Detector).Assembly.GetTypes()
            .Where(t => t.Namespace == "Alerts.Detection.Reading")
            .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .SelectMany(Literals)
            .Where(text => RuleId().IsMatch(text))
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.NotEmpty(named);
        Assert.Equal(listed.Distinct(StringComparer.Ordinal).Count(), listed.Count);
        Assert.Empty(named.Except(listed, StringComparer.Ordinal));
        Assert.Empty(listed.Where(id => !id.StartsWith("act.", StringComparison.Ordinal)).Except(named, StringComparer.Ordinal));
    }

    private static string Gives(Finding finding) => finding.Kind == SignalKind.Change
        ? $"{finding.Actor}: {Name(finding.From)} -> {Name(finding.To)}"
        : $"{finding.Actor}: {Name(finding.To)}";

    private static string Name(Position position) => position switch { Position.Favor => "favor", Position.Against => "against", Position.Neutral => "neutral", _ => "unknown" };

    // The string literals of a method: an ldstr (0x72) and its token.
    private static IEnumerable<string> Literals(MethodInfo method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] == 0x72 && code[i + 4] == 0x70 && Resolve(method.Module, BitConverter.ToInt32(code, i + 1)) is { } text)
                yield return text;
        }
    }

    // Bytes within another operand may look like one: null where they name no string.
    private static string? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveString(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("^(verb|noun|governor|scope|predicate|exchange|mention|holder)\\.[a-z-]+$")]
    private static partial Regex RuleId();
}
