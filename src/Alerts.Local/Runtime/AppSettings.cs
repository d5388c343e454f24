using Microsoft.Extensions.Configuration;

namespace Alerts.Local.Runtime;

/// <summary>What a trigger attribute says, with %Setting% replaced as the host does.</summary>
internal static class AppSettings
{
    /// <returns>The name between the percent signs, or null where <paramref name="value"/> is no such reference.</returns>
    internal static string? Referenced(string value) =>
        value is ['%', .. var name, '%'] && name.Length > 0 ? name : null;

    /// <exception cref="StartupException">The setting it names is missing or empty.</exception>
    internal static string Resolve(string value, string function, IConfiguration configuration)
    {
        if (Referenced(value) is not { } name)
            return value;

        var setting = configuration[name.Replace("__", ":", StringComparison.Ordinal)];
        return string.IsNullOrWhiteSpace(setting)
            ? throw new StartupException($"The function {function} takes its trigger from the setting {name}, which is not set: set it in local.settings.json under Values.")
            : setting.Trim();
    }
}
