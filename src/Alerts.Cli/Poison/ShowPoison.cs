using System.CommandLine;
using Alerts.Pipeline.Storage;

namespace Alerts.Cli.Poison;

/// <summary><c>poison show ID</c></summary>
internal static class ShowPoison
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The message's id or its beginning." };
        var queue = PoisonChoice.QueueOption();
        return new Command("show", "Show one message whole.") { id, queue }.Runs(async (run, cancel) =>
        {
            foreach (var name in PoisonChoice.Queues(run.Value(queue)))
            {
                if (await run.Get<PoisonQueues>().FindAsync(name, PoisonChoice.ById(run.Value(id)), cancel) is not { } message)
                    continue;
                run.Write(message, $"""
                    id             {message.Id}
                    queue          {message.Queue}
                    function       {message.Function ?? "(the host gave it up after too many tries; the log says why)"}
                    reason         {message.Reason ?? ""}
                    first failure  {Moment.Show(message.FirstFailure)}
                    poisoned       {Moment.Show(message.Poisoned)}
                    message        {message.Body}
                    """);
                return;
            }

            throw new CliError($"No poison queue holds a message {run.Value(id)}: see poison list.");
        });
    }
}
