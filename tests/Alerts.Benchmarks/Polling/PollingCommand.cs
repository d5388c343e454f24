using System.CommandLine;

namespace Alerts.Benchmarks.Polling;

/// <summary><c>polling</c>: rounds of polls of many feeds, on Azurite and a publisher of this machine.</summary>
internal static class PollingCommand
{
    internal static Command Create()
    {
        var feeds = new Option<int>("--feeds") { Description = "Feeds, eight to a host.", DefaultValueFactory = _ => 1000 };
        var entries = new Option<int>("--entries") { Description = "Entries of a feed.", DefaultValueFactory = _ => 20 };
        var workers = new Option<int>("--workers") { Description = "Messages worked on at once.", DefaultValueFactory = _ => 8 };
        var command = new Command("polling", "Polls feeds on Azurite: polls a second, storage transactions a poll, memory.") { feeds, entries, workers };
        command.SetAction((parsed, cancellation) => PollingRun.RunAsync(parsed.GetValue(feeds), parsed.GetValue(entries), parsed.GetValue(workers), cancellation));
        return command;
    }
}
