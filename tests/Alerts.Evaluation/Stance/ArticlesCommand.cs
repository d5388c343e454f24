using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Alerts.Evaluation.Stance;

/// <summary>Scores whole articles: NAME.txt with its expectations in NAME.json.</summary>
internal static class ArticlesCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--folder") { Description = "Folder of NAME.txt and NAME.json.", Required = true };
        var verbose = new Option<bool>("--verbose") { Description = "Print every fault." };
        var command = new Command("articles", "Changes and statements in whole articles.") { folder, verbose };
        command.SetAction(parse => Run(parse.GetRequiredValue(folder).FullName, parse.GetValue(verbose)));
        return command;
    }

    private static int Run(string folder, bool verbose)
    {
        var all = new List<ArticleFaults>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var faults = ArticleScore.Of(JsonDocument.Parse(File.ReadAllText(path)).RootElement, File.ReadAllText(Path.ChangeExtension(path, ".txt")));
            all.Add(faults);
            if (!verbose)
                continue;
            Print(path, "missed change", faults.MissedChanges);
            Print(path, "false change", faults.FalseChanges);
            Print(path, "missed statement", faults.MissedStatements);
            Print(path, "unwanted", faults.Unwanted);
        }

        var gold = all.Sum(f => f.Changes);
        var right = gold - all.Sum(f => f.MissedChanges.Count);
        var found = right + all.Sum(f => f.FalseChanges.Count);
        var statements = all.Sum(f => f.Statements);
        Figure("articles.changes.precision", right, found);
        Figure("articles.changes.recall", right, gold);
        Figure("articles.statements.recall", statements - all.Sum(f => f.MissedStatements.Count), statements);
        Console.WriteLine($"articles.unwanted {all.Sum(f => f.Unwanted.Count)} of {all.Sum(f => f.Findings)} findings in {all.Count} articles");
        return 0;
    }

    private static void Figure(string name, int part, int whole) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {(whole == 0 ? 0 : (double)part / whole):0.000} {part} of {whole}"));

    private static void Print(string path, string what, List<string> faults)
    {
        foreach (var fault in faults)
            Console.WriteLine($"{Path.GetFileNameWithoutExtension(path)} {what}: {fault}");
    }
}
