using System.CommandLine;

namespace Alerts.Evaluation;

/// <summary>The options that several commands share.</summary>
internal static class Inputs
{
    public static Option<FileInfo> Cases(string what) => new Option<FileInfo>("--cases") { Description = what, Required = true }.AcceptExistingOnly();

    public static Option<bool> Verbose() => new("--verbose") { Description = "Print every failed case." };
}
