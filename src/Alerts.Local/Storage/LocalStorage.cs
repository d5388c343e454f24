using System.Data.Common;

namespace Alerts.Local.Storage;

/// <summary>The storage a run works on: an account in Azure, an Azurite that was there, or one of ours that ends with the run.</summary>
internal sealed class LocalStorage : IAsyncDisposable
{
    private readonly AzuriteServer? own;

    private LocalStorage(string connectionString, string description, AzuriteServer? own, bool outlivesRun) =>
        (ConnectionString, Description, this.own, OutlivesRun) = (connectionString, description, own, outlivesRun);

    /// <summary>Whether it is an Azurite that was there before us and will be after us.</summary>
    internal bool OutlivesRun { get; }

    internal string ConnectionString { get; }

    /// <summary>For the console.</summary>
    internal string Description { get; }

    /// <summary>Ends when an Azurite of ours does; its last words.</summary>
    internal Task<string> Ended => own?.Ended ?? Task.Delay(Timeout.InfiniteTimeSpan).ContinueWith(_ => "", TaskScheduler.Default);

    /// <param name="connectionString">The setting AzureWebJobsStorage.</param>
    /// <param name="asked">Ports that go before those of the connection string.</param>
    /// <param name="dataFolder">Where an Azurite of ours keeps its data; null keeps it in memory.</param>
    /// <param name="installation">Where to find one.</param>
    /// <param name="report">Hears what is waited for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StartupException">There is no storage to be had.</exception>
    internal static async Task<LocalStorage> OpenAsync(
        string connectionString,
        AzuritePorts? asked,
        string? dataFolder,
        AzuriteInstallation installation,
        Action<string> report,
        CancellationToken cancellationToken)
    {
        var (ports, account) = Read(connectionString);
        if (ports is null || account is null)
            return new LocalStorage(connectionString, "the account of AzureWebJobsStorage", own: null, outlivesRun: false);

        ports = asked ?? ports;
        if (ports != AzuritePorts.AnyFree)
            report($"Looking for Azurite on ports {ports}");
        if (ports != AzuritePorts.AnyFree && await AzuriteProbe.IsRunningAsync(ports, cancellationToken))
        {
            await AzuriteProbe.CheckVersionAsync(account.ConnectionString(ports), ports, cancellationToken);
            return new LocalStorage(account.ConnectionString(ports), $"the Azurite that runs on ports {ports}", own: null, outlivesRun: true);
        }

        var program = await installation.FindOrInstallAsync(report, cancellationToken);
        report("Starting Azurite");
        var server = await AzuriteServer.StartAsync(
            program, ports, dataFolder, account == AzuriteAccount.Development ? [] : [account], report, cancellationToken);
        return new LocalStorage(
            account.ConnectionString(server.Ports), $"Azurite on ports {server.Ports}, {(dataFolder is null ? "in memory" : "data in " + dataFolder)}", server, outlivesRun: false);
    }

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Ports and account of an Azurite's connection string; nulls for any other.</summary>
    private static (AzuritePorts? Ports, AzuriteAccount? Account) Read(string connectionString)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connectionString;
        }
        catch (ArgumentException broken)
        {
            throw new StartupException($"AzureWebJobsStorage is no connection string ({broken.Message}): set it to UseDevelopmentStorage=true for Azurite.", broken);
        }

        if (Part("UseDevelopmentStorage") is "true" or "True")
            return (AzuritePorts.Default, AzuriteAccount.Development);

        return Loopback("BlobEndpoint") is { } blob && Loopback("QueueEndpoint") is { } queue && Loopback("TableEndpoint") is { } table
            && Part("AccountName") is { } name && Part("AccountKey") is { } key
                ? (new AzuritePorts(blob, queue, table), new AzuriteAccount(name, key))
                : (null, null);

        string? Part(string key) => parts.TryGetValue(key, out var value) ? value.ToString() : null;
        int? Loopback(string key) => Uri.TryCreate(Part(key), UriKind.Absolute, out var uri) && uri.IsLoopback ? uri.Port : null;
    }
}
