using System.Globalization;

namespace Alerts.Evaluation;

/// <summary>Passed and total counts under names, printed as <c>name.passed</c>, <c>name.total</c> and <c>name.rate</c>.</summary>
internal sealed class Figures
{
    private readonly SortedDictionary<string, (int Passed, int Total)> counts = new(StringComparer.Ordinal);

    public void Count(string name, bool passed)
    {
        var (before, total) = counts.GetValueOrDefault(name);
        counts[name] = (before + (passed ? 1 : 0), total + 1);
    }

    /// <summary>The share that passed, 0 to 1; 1 when nothing was counted.</summary>
    public double Rate(string name) => counts.GetValueOrDefault(name) is { Total: > 0 } count ? (double)count.Passed / count.Total : 1;

    public void Print(TextWriter output)
    {
        foreach (var (name, (passed, total)) in counts)
        {
            output.WriteLine($"{name}.passed {passed.ToString(CultureInfo.InvariantCulture)}");
            output.WriteLine($"{name}.total {total.ToString(CultureInfo.InvariantCulture)}");
            output.WriteLine($"{name}.rate {((double)passed / total).ToString("0.0000", CultureInfo.InvariantCulture)}");
        }
    }
}
