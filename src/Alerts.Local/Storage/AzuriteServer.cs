using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Alerts.Local.Storage;

/// <summary>An Azurite of ours, in a session of its own: it lives until disposed, and never longer than this process.</summary>
public sealed partial class AzuriteServer : IAsyncDisposable
{
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly TailOfOutput tail = new();
    private readonly Dictionary<string, int> listening = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<AzuritePorts> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AzuriteServer(Process process) => this.process = process;

    /// <summary>The ports it listens on, also where any free one was asked for.</summary>
    public AzuritePorts Ports { get; private set; } = AzuritePorts.AnyFree;

    public int ProcessId => process.Id;

    /// <summary>Ends when Azurite does; its last words, for a message.</summary>
    public Task<string> Ended { get; private set; } = Task.FromResult("");

    /// <param name="program">Node and Azurite.</param>
    /// <param name="ports">Where to listen, on 127.0.0.1 alone.</param>
    /// <param name="dataFolder">Where to keep the data; null keeps it in memory.</param>
    /// <param name="accounts">The accounts it serves; none means the development account.</param>
    /// <param name="report">Hears one line a service as it comes up.</param>
    /// <param name="cancellationToken">Ends the start, and what was started.</param>
    /// <exception cref="StartupException">It ended before all three services answered, as when a port is taken.</exception>
    public static async Task<AzuriteServer> StartAsync(
        AzuriteProgram program,
        AzuritePorts ports,
        string? dataFolder,
        IReadOnlyCollection<AzuriteAccount> accounts,
        Action<string> report,
        CancellationToken cancellationToken)
    {
        var server = new AzuriteServer(new Process { StartInfo = Command(program, ports, dataFolder, accounts) });
        server.process.OutputDataReceived += (_, line) => server.Hear(line.Data, report);
        server.process.ErrorDataReceived += (_, line) => server.Hear(line.Data, report);
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        server.Ended = server.AwaitEndAsync();
        try
        {
            await Task.WhenAny(server.ready.Task, server.Ended).WaitAsync(cancellationToken);
            if (!server.ready.Task.IsCompletedSuccessfully)
                throw new StartupException(WhyEnded(await server.Ended, ports));

            server.Ports = await server.ready.Task;
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Closing the pipe is the word to end: Azurite then writes its files and goes.
        process.StandardInput.Close();
        try
        {
            await Ended.WaitAsync(StopGrace);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await Ended;
        }

        process.Dispose();
    }

    private static ProcessStartInfo Command(
        AzuriteProgram program, AzuritePorts ports, string? dataFolder, IReadOnlyCollection<AzuriteAccount> accounts)
    {
        var start = new ProcessStartInfo(program.Node)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Storage", "azurite-launcher.cjs"));
        start.ArgumentList.Add(program.Script);
        foreach (var (service, port) in new[] { ("blob", ports.Blob), ("queue", ports.Queue), ("table", ports.Table) })
        {
            start.ArgumentList.Add($"--{service}Host");
            start.ArgumentList.Add("127.0.0.1");
            start.ArgumentList.Add($"--{service}Port");
            start.ArgumentList.Add(port.ToString(CultureInfo.InvariantCulture));
        }

        start.ArgumentList.Add("--skipApiVersionCheck");
        start.ArgumentList.Add("--disableTelemetry");
        start.ArgumentList.Add("--silent");
        if (dataFolder is null)
        {
            start.ArgumentList.Add("--inMemoryPersistence");
            start.WorkingDirectory = Path.GetTempPath();
        }
        else
        {
            Directory.CreateDirectory(dataFolder);
            start.ArgumentList.Add("--location");
            start.ArgumentList.Add(dataFolder);
            start.WorkingDirectory = dataFolder;
        }

        // One that the user's shell exports would take the development account away.
        start.Environment.Remove("AZURITE_ACCOUNTS");
        if (accounts.Count > 0)
            start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', accounts.Select(account => $"{account.Name}:{account.Key}"));
        return start;
    }

    private static string WhyEnded(string lastWords, AzuritePorts ports)
    {
        var taken = PortTaken().Match(lastWords);
        return taken.Success
            ? $"Port {taken.Groups["port"].Value}, which Azurite needs, is in use by another program: end that program, or choose other ports with --azurite-port."
            : $"Azurite ended before it listened on ports {ports} ({lastWords}): run it yourself to see why, or delete its data folder.";
    }

    [GeneratedRegex(@"EADDRINUSE.*?:(?<port>\d+)")]
    private static partial Regex PortTaken();

    [GeneratedRegex(@"^Azurite (?<service>Blob|Queue|Table) service is successfully listening at http://127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex Listening();

    private void Hear(string? line, Action<string> report)
    {
        if (line is null)
            return;

        tail.Add(line);
        if (Listening().Match(line) is not { Success: true } match)
            return;

        var service = match.Groups["service"].Value;
        var port = int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
        lock (listening)
        {
            listening[service] = port;
            report($"Azurite's {service.ToLowerInvariant()} service listens on 127.0.0.1:{port}");
            if (listening.Count == 3)
                ready.TrySetResult(new AzuritePorts(listening["Blob"], listening["Queue"], listening["Table"]));
        }
    }

    private async Task<string> AwaitEndAsync()
    {
        await process.WaitForExitAsync();
        return tail.LastWords;
    }
}
