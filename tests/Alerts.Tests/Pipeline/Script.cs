using System.Text.RegularExpressions;
using Alerts.Detection;

namespace Alerts.Tests.Pipeline;

/// <summary>
/// Reads findings that a text spells out, a line each, so that stages are tested apart from the grammar:
/// <c>change Ukraine nato-membership Favor Neutral</c>, <c>statement Hungary eu-accession(Ukraine) Against</c>, with <c>hedged</c> or <c>conditional</c> behind.
/// </summary>
internal static partial class Script
{
    public static DetectionResult Read(DetectionInput input)
    {
        var findings = Line().Matches(input.Text).Select(match => Finding(match)).ToList();
        return new(findings, []);
    }

    private static Finding Finding(Match match)
    {
        var kind = match.Groups["kind"].Value == "change" ? SignalKind.Change : SignalKind.Statement;
        var span = new TextSpan(match.Index, match.Index + match.Length);
        var options = match.Groups["options"].Value;
        return new(
            kind,
            match.Groups["actor"].Value,
            KnownActor: true,
            match.Groups["topic"].Value,
            match.Groups["about"].Success ? match.Groups["about"].Value : null,
            match.Groups["topic"].Value,
            kind == SignalKind.Change ? Enum.Parse<Position>(match.Groups["from"].Value) : Position.Unknown,
            Enum.Parse<Position>(match.Groups["to"].Value),
            options.Contains("conditional", StringComparison.Ordinal) ? Commitment.Conditional : Commitment.Firm,
            null,
            "drop",
            "12",
            Reiterated: false,
            Hedged: options.Contains("hedged", StringComparison.Ordinal),
            Intended: false,
            kind == SignalKind.Change ? Magnitude.Partial : null,
            new(TextPart.Text, span, span, match.Value, "script", match.Groups["kind"].Value, null));
    }

    [GeneratedRegex(@"^(?<kind>change|statement) (?<actor>\w+) (?<topic>[\w-]+)(\((?<about>\w+)\))?( (?<from>\w+)(?= (Favor|Against|Neutral)))? (?<to>Favor|Against|Neutral)(?<options>( hedged| conditional)*)\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
