using System.Net.Sockets;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Alerts.Local.Storage;

/// <summary>What answers at a port.</summary>
internal enum PortAnswer
{
    Nothing,
    Azurite,
    SomethingElse,
}

/// <summary>Looks whether an Azurite already runs, and whether it speaks our clients' API version.</summary>
internal static class AzuriteProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <returns>True where all three services answer, false where none does.</returns>
    /// <exception cref="StartupException">Some answer, or another program has one of the ports.</exception>
    internal static async Task<bool> IsRunningAsync(AzuritePorts ports, CancellationToken cancellationToken)
    {
        (string Service, int Port)[] services = [("Blob", ports.Blob), ("Queue", ports.Queue), ("Table", ports.Table)];
        var answers = await Task.WhenAll(services.Select(service => AskAsync(service.Service, service.Port, cancellationToken)));
        if (Array.IndexOf(answers, PortAnswer.SomethingElse) is >= 0 and var other)
            throw new StartupException($"Port {services[other].Port}, which Azurite's {services[other].Service.ToLowerInvariant()} service needs, is in use by another program: end that program, or choose other ports with --azurite-port.");

        if (answers.Distinct().Count() > 1)
        {
            var silent = Array.IndexOf(answers, PortAnswer.Nothing);
            throw new StartupException($"An Azurite runs, but its {services[silent].Service.ToLowerInvariant()} service does not answer on port {services[silent].Port}: start all three services with the command azurite, or end it.");
        }

        return answers[0] == PortAnswer.Azurite;
    }

    /// <exception cref="StartupException">It refuses the API version, or does not know the account.</exception>
    internal static async Task CheckVersionAsync(string connectionString, AzuritePorts ports, CancellationToken cancellationToken)
    {
        try
        {
            await new QueueServiceClient(connectionString).GetPropertiesAsync(cancellationToken);
            await new BlobServiceClient(connectionString).GetPropertiesAsync(cancellationToken);
            await new TableServiceClient(connectionString).GetPropertiesAsync(cancellationToken);
        }
        catch (RequestFailedException refusal) when (refusal.Message.Contains("API version", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartupException($"The Azurite on ports {ports} refuses the API version of our storage clients: start it with --skipApiVersionCheck, or end it and let this start its own.", refusal);
        }
        catch (RequestFailedException refusal)
        {
            throw new StartupException($"The Azurite on ports {ports} refuses the account of AzureWebJobsStorage ({refusal.Status} {refusal.ErrorCode}): check the connection string.", refusal);
        }
    }

    private static async Task<PortAnswer> AskAsync(string service, int port, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/"), cancellationToken);
            return answer.Headers.Server.ToString().StartsWith("Azurite-" + service, StringComparison.Ordinal) ? PortAnswer.Azurite : PortAnswer.SomethingElse;
        }
        catch (HttpRequestException refused) when (refused.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return PortAnswer.Nothing;
        }
        catch (Exception odd) when (odd is HttpRequestException || (odd is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return PortAnswer.SomethingElse;
        }
    }
}
