using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Alerts.Local.Runtime;

/// <summary>Reads settings and holds them to their range, with one sentence that names the setting, its value and the mend.</summary>
internal static class Setting
{
    /// <param name="section">Where to look.</param>
    /// <param name="key">The setting's key in the section.</param>
    /// <param name="name">What the sentence calls it.</param>
    /// <param name="otherwise">The value where it is not set.</param>
    /// <param name="least">The least allowed.</param>
    /// <param name="most">The most allowed.</param>
    internal static int Number(IConfiguration section, string key, string name, int otherwise, int least, int most)
    {
        if (section[key] is not { Length: > 0 } text)
            return otherwise;

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new StartupException($"{name} is \"{text}\": give a whole number from {least} to {most}.");
    }

    internal static TimeSpan Duration(IConfiguration section, string key, string name, TimeSpan otherwise, TimeSpan least, TimeSpan most)
    {
        if (section[key] is not { Length: > 0 } text)
            return otherwise;

        // A bare number would be read as days.
        return text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration >= least && duration <= most
            ? duration
            : throw new StartupException(string.Create(
                CultureInfo.InvariantCulture, $"{name} is \"{text}\": give a time from {least:c} to {most:c}, written hh:mm:ss."));
    }
}
