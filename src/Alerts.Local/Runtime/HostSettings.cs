using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Alerts.Local.Runtime;

/// <summary>How the host takes messages; the names and defaults are those of host.json's extensions.queues.</summary>
/// <param name="BatchSize">Messages asked for at once, 1 to 32.</param>
/// <param name="NewBatchThreshold">The next batch is fetched once no more than this many are running, so at most the sum of both runs at once.</param>
/// <param name="MaxDequeueCount">Tries before a message is poison.</param>
/// <param name="VisibilityTimeout">The delay between a failure and the next try; not the lease.</param>
/// <param name="MaxPollingInterval">The longest pause between two looks at an empty queue.</param>
/// <param name="Base64">Whether a message's text is Base64 of UTF-8, or plain.</param>
internal sealed record QueueSettings(
    int BatchSize, int NewBatchThreshold, int MaxDequeueCount, TimeSpan VisibilityTimeout, TimeSpan MaxPollingInterval, bool Base64);

/// <summary>The parts of host.json that this runtime keeps.</summary>
/// <param name="Queues">How messages are taken.</param>
/// <param name="RoutePrefix">Before every route, without slashes at its ends; may be empty.</param>
/// <param name="FunctionTimeout">A run that takes longer is cancelled.</param>
internal sealed record HostSettings(QueueSettings Queues, string RoutePrefix, TimeSpan FunctionTimeout)
{
    /// <summary>Settings under this name override host.json, as in Azure: AzureFunctionsJobHost__extensions__queues__batchSize.</summary>
    private const string Overrides = "AzureFunctionsJobHost";

    /// <exception cref="StartupException">The file is missing or broken, or a value is out of range.</exception>
    internal static HostSettings Read(string hostJson, IConfiguration configuration)
    {
        var merged = new ConfigurationBuilder();
        if (!File.Exists(hostJson))
            throw new StartupException($"{hostJson} does not exist: run from inside the repository.");

        try
        {
            merged.AddJsonStream(new MemoryStream(File.ReadAllBytes(hostJson)));
            merged.AddInMemoryCollection(configuration.GetSection(Overrides).AsEnumerable(makePathsRelative: true));
            return From(merged.Build());
        }
        catch (Exception broken) when (broken is JsonException or FormatException)
        {
            throw new StartupException($"{hostJson} is not JSON ({broken.GetBaseException().Message}): mend it there.", broken);
        }
    }

    private static HostSettings From(IConfiguration host)
    {
        var queues = host.GetSection("extensions:queues");
        var batchSize = Setting.Number(queues, "batchSize", "host.json's queues.batchSize", 16, 1, 32);
        var encoding = queues["messageEncoding"] ?? "base64";
        return new HostSettings(
            new QueueSettings(
                batchSize,
                Setting.Number(queues, "newBatchThreshold", "host.json's queues.newBatchThreshold", batchSize / 2, 0, 1000),
                Setting.Number(queues, "maxDequeueCount", "host.json's queues.maxDequeueCount", 5, 1, 1000),
                Setting.Duration(queues, "visibilityTimeout", "host.json's queues.visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(7)),
                Setting.Duration(queues, "maxPollingInterval", "host.json's queues.maxPollingInterval", TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
                encoding.ToUpperInvariant() switch
                {
                    "BASE64" => true,
                    "NONE" => false,
                    _ => throw new StartupException($"host.json's queues.messageEncoding is \"{encoding}\": give base64 or none."),
                }),
            (host["extensions:http:routePrefix"] ?? "api").Trim('/'),
            Setting.Duration(host, "functionTimeout", "host.json's functionTimeout", TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)));
    }
}
