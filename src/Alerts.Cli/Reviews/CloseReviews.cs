using System.CommandLine;
using Alerts.Pipeline.Signals;

namespace Alerts.Cli.Reviews;

/// <summary><c>reviews close SIGNAL …</c></summary>
internal static class CloseReviews
{
    public static Command Create()
    {
        var ids = new Argument<string[]>("signal") { Description = "Ids of signals.", Arity = ArgumentArity.OneOrMore };
        return new Command("close", "Take complaints about signals off the list: they were looked at. The signals stay as they are.") { ids }.Runs(async (run, cancel) =>
        {
            var now = run.Now;
            var closed = new Dictionary<string, int>();
            foreach (var id in run.Value(ids).Distinct(StringComparer.Ordinal))
                closed[id] = await run.Get<ReviewStore>().CloseAsync(id, now, cancel);
            var missing = closed.Where(one => one.Value == 0).Select(one => $" Nobody complained about {one.Key}.");
            run.Write(closed, $"{closed.Values.Sum()} {(closed.Values.Sum() == 1 ? "complaint" : "complaints")} closed.{string.Concat(missing)}");
            return closed.ContainsValue(0) ? ExitCode.Failed : ExitCode.Done;
        });
    }
}
