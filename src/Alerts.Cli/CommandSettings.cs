using System.CommandLine;
using Alerts.Pipeline.Settings;
using Microsoft.Extensions.Configuration;

namespace Alerts.Cli;

/// <summary>Settings as the app reads them, with what the command line says of storage on top.</summary>
internal static class CommandSettings
{
    private const string Storage = "AzureWebJobsStorage";

    public static IConfiguration Read(ParseResult parsed, string folder)
    {
        var configuration = new ConfigurationManager();
        if (parsed.GetValue(CommonOptions.Settings) is { } file)
        {
            if (!File.Exists(file))
                throw new CliError($"--settings names {file}, which is no file here: check its path.");
            configuration.AddInMemoryCollection(SettingsFile.Read(file));
        }
        else if (NearestFolder(folder) is { } root)
        {
            configuration.AddInMemoryCollection(SettingsFile.Read(Path.Combine(root, SettingsFile.Sample)));
            configuration.AddInMemoryCollection(SettingsFile.Read(Path.Combine(root, SettingsFile.Own)));
        }

        configuration.AddEnvironmentVariables();
        var (account, connection) = (parsed.GetValue(CommonOptions.Account), parsed.GetValue(CommonOptions.Connection));
        if (account is not null && connection is not null)
            throw new CliError("--account and --connection both name storage: give one of them.");
        if (account is not null)
            configuration.AddInMemoryCollection(ByIdentity(account));
        if (connection is not null)
            configuration[Storage] = connection;
        return configuration;
    }

    // The operator's own identity is meant, whatever identity the app's settings name.
    private static Dictionary<string, string?> ByIdentity(string account) => new()
    {
        [Storage] = "",
        [$"{Storage}:AccountName"] = account,
        [$"{Storage}:ClientId"] = "",
        [$"{Storage}:BlobServiceUri"] = "",
        [$"{Storage}:QueueServiceUri"] = "",
        [$"{Storage}:TableServiceUri"] = "",
    };

    private static string? NearestFolder(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SettingsFile.Own)) || File.Exists(Path.Combine(folder.FullName, SettingsFile.Sample)))
                return folder.FullName;
        }

        return null;
    }
}
