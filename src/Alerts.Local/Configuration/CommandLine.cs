using System.Globalization;

namespace Alerts.Local.Configuration;

/// <summary>Reads the command line.</summary>
internal static class CommandLine
{
    internal const string Usage =
        """
        Runs the whole of Alerts on this machine, on Azurite.

        dotnet run --project src/Alerts.Local -- [options] [Name=Value ...]

          --feeds FILE.opml|URL ...  read these feeds; without it, a sample runs that needs no internet
          --port N                   serve the pages on 127.0.0.1:N (7071; 0 for any free port)
          --azurite-port N           Azurite's first port of three (10000; 0 for any free ports)
          --outbox FOLDER            where mails are written (outbox)
          --help                     this text

        Settings come from local.settings.sample.json, local.settings.json, environment variables and,
        last, from Name=Value here, such as PollSchedule="*/10 * * * * *".
        """;

    /// <exception cref="StartupException">An option is unknown, lacks its value or has a wrong one.</exception>
    internal static LocalOptions Parse(IReadOnlyList<string> arguments)
    {
        var feeds = new List<string>();
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        int? port = null, azuritePort = null;
        string? outbox = null;
        var (help, inFeeds) = (false, false);
        for (var at = 0; at < arguments.Count; at++)
        {
            var (name, value) = Split(arguments[at]);
            if (!name.StartsWith('-'))
            {
                if (inFeeds)
                    feeds.Add(arguments[at]);
                else if (value is not null && name.Length > 0)
                    settings[name.Replace("__", ":", StringComparison.Ordinal)] = value;
                else
                    throw new StartupException($"{arguments[at]} is neither an option nor a setting (Name=Value): see --help.");
                continue;
            }

            inFeeds = false;
            switch (name)
            {
                case "--feeds":
                    inFeeds = true;
                    if (value is not null)
                        feeds.Add(value);
                    else if (at + 1 >= arguments.Count || arguments[at + 1].StartsWith('-'))
                        throw new StartupException("--feeds has no value: give an OPML file or the URLs of feeds.");
                    break;
                case "--port":
                    port = Port(name, ValueOf(arguments, value, ref at), 65535);
                    break;
                case "--azurite-port":
                    azuritePort = Port(name, ValueOf(arguments, value, ref at), 65533);
                    break;
                case "--outbox":
                    outbox = ValueOf(arguments, value, ref at);
                    break;
                case "--help" or "-h" or "-?":
                    help = true;
                    break;
                default:
                    throw new StartupException($"The option {name} is unknown: see --help for those there are.");
            }
        }

        return new LocalOptions(feeds, port, azuritePort, outbox, settings, help);
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static string ValueOf(IReadOnlyList<string> arguments, string? inline, ref int at)
    {
        if (inline is { Length: > 0 })
            return inline;

        var name = arguments[at];
        return inline is null && at + 1 < arguments.Count && arguments[at + 1].Length > 0
            ? arguments[++at]
            : throw new StartupException($"{Split(name).Name} has no value: see --help.");
    }

    private static int Port(string name, string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= most
            ? port
            : throw new StartupException($"{name} is \"{value}\": give a port from 0 to {most}.");
}
