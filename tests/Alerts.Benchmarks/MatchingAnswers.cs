using Alerts.Detection.Queries;

namespace Alerts.Benchmarks;

/// <summary>What the index said, to hold the naive evaluator's answers against.</summary>
internal sealed class MatchingAnswers
{
    private readonly HashSet<(int Article, string Key)> found = [];

    internal long Checked { get; private set; }

    internal int Wrong { get; private set; }

    internal void Note(int article, IReadOnlyList<QueryMatch> matches)
    {
        if (article < 20)
            foreach (var match in matches)
                found.Add((article, match.Key));
    }

    internal void Check(int article, string key, bool matches)
    {
        Checked++;
        if (found.Contains((article, key)) != matches)
            Wrong++;
    }
}
