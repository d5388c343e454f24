using System.CommandLine;

namespace Alerts.Cli.Poison;

/// <summary><c>poison</c>: messages that were given up.</summary>
internal static class PoisonCommand
{
    public static Command Create() => new("poison", "Messages that were given up: by a handler, with its reason, or by the host after too many tries.")
    {
        ListPoison.Create(),
        ShowPoison.Create(),
        PoisonChange.Replay(),
        PoisonChange.Drop(),
    };
}
