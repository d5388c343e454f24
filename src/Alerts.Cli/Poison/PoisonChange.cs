using System.CommandLine;
using Alerts.Pipeline.Storage;

namespace Alerts.Cli.Poison;

/// <summary><c>poison replay|drop</c></summary>
internal static class PoisonChange
{
    public static Command Replay() => Create(
        "replay", "Send messages to their queue again; done twice it does no harm.", "sent again", (poison, queue, chosen, cancel) => poison.ReplayAsync(queue, chosen, cancel));

    public static Command Drop() => Create(
        "drop", "Delete messages for good.", "dropped", (poison, queue, chosen, cancel) => poison.DropAsync(queue, chosen, cancel));

    private static Command Create(
        string name,
        string description,
        string done,
        Func<PoisonQueues, string, Func<PoisonMessage, bool>, CancellationToken, Task<IReadOnlyList<PoisonMessage>>> change)
    {
        var ids = new Argument<string[]>("id") { Description = "Ids of messages or their beginnings.", Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => [] };
        var queue = PoisonChoice.QueueOption();
        var all = new Option<bool>("--all") { Description = "Every message of the queue, or of all queues." };
        return new Command(name, description) { ids, queue, all }.Runs(async (run, cancel) =>
        {
            var chosen = run.Value(ids).Select(PoisonChoice.ById).ToList();
            if (chosen.Count == 0 != run.Value(all))
                throw new CliError($"poison {name} takes ids or --all: see poison list.");
            var results = new List<PoisonMessage>();
            foreach (var from in PoisonChoice.Queues(run.Value(queue)))
                results.AddRange(await change(run.Get<PoisonQueues>(), from, message => run.Value(all) || chosen.Exists(each => each(message)), cancel));
            var missing = run.Value(ids).Where(id => !results.Exists(PoisonChoice.ById(id).Invoke)).ToList();
            run.Write(
                results.Select(message => new { message.Id, message.Queue }),
                $"{results.Count} {(results.Count == 1 ? "message" : "messages")} {done}.{string.Concat(missing.Select(id => $" {id} is in no poison queue."))}");
            return missing.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
    }
}
