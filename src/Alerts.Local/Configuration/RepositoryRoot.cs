using Alerts.Pipeline.Settings;

namespace Alerts.Local.Configuration;

/// <summary>Where host.json and the settings files lie.</summary>
internal static class RepositoryRoot
{
    /// <summary>The nearest folder with a host.json and the sample settings, at or above one of <paramref name="starts"/>.</summary>
    /// <exception cref="StartupException">There is none.</exception>
    internal static string Find(params IEnumerable<string> starts)
    {
        foreach (var start in starts)
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "host.json")) && File.Exists(Path.Combine(folder.FullName, SettingsFile.Sample)))
                    return folder.FullName;
            }
        }

        throw new StartupException($"No host.json with a {SettingsFile.Sample} beside it was found here or in a folder above: run from inside the repository.");
    }
}
