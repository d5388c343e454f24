using System.CommandLine;

namespace Alerts.Cli.Topics;

/// <summary><c>topics</c>: what positions are held on, and who holds them.</summary>
internal static class TopicsCommand
{
    public static Command Create() => new("topics", "Topics and actors: those that are shipped, and your own, which the app takes up within a minute.")
    {
        CheckTopics.Create(),
        PushTopics.Create(),
        ListTopics.Create(),
        RemoveTopics.Create(),
    };
}
