using Alerts.Detection;
using Alerts.Detection.Annotation;

namespace Alerts.Benchmarks;

/// <summary>Patterns of any number, from what the detector ships.</summary>
internal static class DetectionPatterns
{
    /// <summary>Verbs of change, in lower case: few enough for a regular expression.</summary>
    public static string[] Verbs { get; } =
    [
        .. from stem in new[] { "abandon", "back", "concede", "drop", "halt", "lift", "oppose", "reject", "scrap", "shelve", "suspend", "support", "demand", "propose", "resume", "withdraw" }
           from ending in new[] { "", "s", "ed", "ing" }
           select ending is "ed" or "ing" ? stem.TrimEnd('e') + ending : stem + ending,
    ];

    /// <summary>Every n-th of the shipped mentions and names, so that all files have a share.</summary>
    /// <param name="count">Distinct patterns wanted.</param>
    public static string[] Shipped(int count)
    {
        var data = DetectionData.Shipped;
        string[] all =
        [
            .. data.Topics.SelectMany(t => t.Mentions.Concat(t.Weak).Concat(t.Counter)).SelectMany(m => MentionVariants.Of(m, data.Language))
                .Concat(data.Actors.SelectMany(a => a.Aliases.Concat(a.Demonyms).Concat(a.Offices).Append(a.Name).Concat(a.Leaders.Select(l => l.Name)))).Select(p => p.ToLowerInvariant())
                .Distinct(StringComparer.Ordinal),
        ];
        return [.. Enumerable.Range(0, Math.Min(count, all.Length)).Select(i => all[(long)i * all.Length / Math.Min(count, all.Length)])];
    }
}
