using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Alerts.Local.Storage;

namespace Alerts.Tests.Local;

/// <summary>The program as a process of its own.</summary>
internal sealed partial class LocalProgram : IAsyncDisposable
{
    private readonly List<string> printed = [];

    private LocalProgram(Process process) => Process = process;

    internal Process Process { get; }

    /// <summary>Everything it printed so far.</summary>
    internal string Printed => string.Join('\n', printed);

    /// <param name="path">Its PATH; null leaves it as it is.</param>
    /// <param name="arguments">Its command line.</param>
    internal static LocalProgram Start(string? path, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Alerts.Local.exe" : "Alerts.Local"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };

        // The runtime that runs this test.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(typeof(object).Assembly.Location, "..", "..", "..", ".."));
        if (path is not null)
            start.Environment["PATH"] = path;
        return new LocalProgram(Process.Start(start) ?? throw new InvalidOperationException("Alerts.Local did not start"));
    }

    /// <summary>Runs to the end.</summary>
    internal static async Task<(int ExitCode, string Output, string Error)> RunAsync(string? path, params string[] arguments)
    {
        await using var program = Start(path, arguments);
        var output = program.Process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = program.Process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.Process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1));
        return (program.Process.ExitCode, await output, await error);
    }

    /// <summary>Reads its output up to the first line that says so.</summary>
    internal async Task<string> ReadUntilAsync(string text)
    {
        while (await Process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1)) is { } line)
        {
            printed.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"It ended without \"{text}\":\n{Printed}\n{await Process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>The ports of the Azurite it started, once it says that it runs.</summary>
    internal async Task<AzuritePorts> PortsAsync()
    {
        var numbers = Ports().Match(await ReadUntilAsync("storage is Azurite on ports"));
        return new AzuritePorts(Number(1), Number(2), Number(3));

        int Number(int group) => int.Parse(numbers.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
            Process.Kill();
        await Process.WaitForExitAsync();
        Process.Dispose();
    }

    [GeneratedRegex(@"on ports (\d+), (\d+) and (\d+)")]
    private static partial Regex Ports();
}
