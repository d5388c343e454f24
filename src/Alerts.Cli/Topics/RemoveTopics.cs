using System.CommandLine;
using Alerts.Pipeline.OwnData;

namespace Alerts.Cli.Topics;

/// <summary><c>topics remove NAME …</c></summary>
internal static class RemoveTopics
{
    public static Command Create()
    {
        var names = new Argument<string[]>("name") { Description = "Files as topics list --own names them: topics/mine.yaml.", Arity = ArgumentArity.OneOrMore };
        return new Command("remove", "Take files of your own out of storage; a shipped topic they stood in for is back within a minute. What was found stays.") { names }.Runs(async (run, cancel) =>
        {
            var listed = (await run.Get<OwnFiles>().ListAsync(cancel)).Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
            if (run.Value(names).FirstOrDefault(name => !listed.Contains(name)) is { } unknown)
                throw new CliError($"{unknown} is not in storage: see topics list --own.");
            foreach (var name in run.Value(names))
                await run.Get<OwnFiles>().DeleteAsync(name, cancel);
            run.Write(run.Value(names), $"Removed {string.Join(", ", run.Value(names))}.");
        });
    }
}
