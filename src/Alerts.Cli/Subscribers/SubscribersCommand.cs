using System.CommandLine;

namespace Alerts.Cli.Subscribers;

/// <summary><c>subscribers</c>: who reads.</summary>
internal static class SubscribersCommand
{
    public static Command Create() => new("subscribers", "The people who read; what is printed here is personal data.")
    {
        ListSubscribers.Create(),
        ExportSubscriber.Create(),
        EraseSubscriber.Create(),
    };
}
