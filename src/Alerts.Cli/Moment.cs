using System.Globalization;

namespace Alerts.Cli;

/// <summary>A moment as the tables show it: UTC, to the minute; empty for none.</summary>
internal static class Moment
{
    public static string Show(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "";
}
