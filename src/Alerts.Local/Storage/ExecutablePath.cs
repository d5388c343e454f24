namespace Alerts.Local.Storage;

/// <summary>Finds programs as a shell does.</summary>
internal static class ExecutablePath
{
    /// <returns>The full path of the first match, or null. On Windows the usual extensions are tried.</returns>
    internal static string? Find(string name, string? path)
    {
        string[] extensions = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        return (path ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(folder => extensions.Select(extension => Path.Combine(folder, name + extension)))
            .FirstOrDefault(File.Exists);
    }
}
