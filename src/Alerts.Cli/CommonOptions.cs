using System.CommandLine;

namespace Alerts.Cli;

/// <summary>What every command takes.</summary>
internal static class CommonOptions
{
    public static Option<string?> Account { get; } = new("--account")
    {
        Description = "Name of the storage account in Azure, reached by your identity (az login, or a managed identity).",
        HelpName = "name",
        Recursive = true,
    };

    public static Option<string?> Connection { get; } = new("--connection")
    {
        Description = "Connection string; UseDevelopmentStorage=true is Azurite on its default ports.",
        HelpName = "text",
        Recursive = true,
    };

    public static Option<string?> Settings { get; } = new("--settings")
    {
        Description = "Settings file in place of local.settings.json here or in a folder above.",
        HelpName = "file",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print JSON, for machines.",
        Recursive = true,
    };

    public static IReadOnlyList<Option> All { get; } = [Account, Connection, Settings, Json];
}
