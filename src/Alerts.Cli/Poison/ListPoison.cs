using System.CommandLine;
using Alerts.Pipeline.Storage;

namespace Alerts.Cli.Poison;

/// <summary><c>poison list</c></summary>
internal static class ListPoison
{
    private const int LongestCell = 120;

    public static Command Create()
    {
        var queue = PoisonChoice.QueueOption();
        return new Command("list", "Show what was given up, the oldest first, and why.") { queue }.Runs(async (run, cancel) =>
        {
            var queues = new List<PoisonQueue>();
            foreach (var name in PoisonChoice.Queues(run.Value(queue)))
            {
                var messages = await run.Get<PoisonQueues>().PeekAsync(name, cancel);
                queues.Add(new(name, Math.Max(await run.Get<PoisonQueues>().CountAsync(name, cancel), messages.Count), messages));
            }

            var hidden = queues.Where(one => one.Count > one.Messages.Count).ToList();
            run.Write(queues, () => Invocation.Table(
                ["Id", "Queue", "Since", "Function", "Reason", "Message"],
                queues.SelectMany(one => one.Messages).Select(message => new[]
                {
                    message.Id[..PoisonChoice.ShortId], message.Queue, Moment.Show(message.FirstFailure ?? message.Poisoned), message.Function ?? "(host)",
                    message.Reason ?? "failed too often; the log says why", Cut(message.Body),
                })));
            if (!run.Json && hidden.Count > 0)
                await run.Output.WriteLineAsync(string.Join(' ', hidden.Select(one => $"{one.Queue}: the oldest {one.Messages.Count} of about {one.Count}.")));
        });
    }

    private static string Cut(string text) => text.Length <= LongestCell ? text : text[..(LongestCell - 1)] + "…";

    private sealed record PoisonQueue(string Queue, int Count, IReadOnlyList<PoisonMessage> Messages);
}
