using System.CommandLine;
namespace Alerts.Evaluation.Feeds;
internal static class FuzzCommand
{
    public static Command Create() => new("fuzz");
}
