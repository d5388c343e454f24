using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Alerts.Tests.Infra;

/// <summary>The Bicep compiler out of its NuGet package, offline, and blind to what the machine's environment says of a deployment.</summary>
internal static class BicepCompiler
{
    private static readonly string[] Deployment =
    [
        "--subscription-id", "00000000-0000-0000-0000-000000000001", "--tenant-id", "00000000-0000-0000-0000-000000000002",
        "--location", "westeurope", "--deployment-name", "alerts",
    ];

    /// <summary>What it has to say of the files of the folder infra that a pattern names, one line each. A misspelt property is a warning and exit code 0 to it.</summary>
    public static async Task<IReadOnlyList<string>> LintAsync(string files)
    {
        var (exitCode, output, error) = await RunAsync("lint", "--pattern", files, "--no-restore");
        var said = $"{output}\n{error}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return exitCode == 0 ? said : [.. said, $"exit code {exitCode}"];
    }

    /// <summary>Holds the snapshot beside a parameter file against what the file resolves to now.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> ValidateSnapshotAsync(string parameters) =>
        await RunAsync(["snapshot", parameters, "--mode", "validate", .. Deployment]);

    /// <summary>Resolves a parameter file of a copy of the folder.</summary>
    public static async Task<JsonElement> ResolveAsync(string parameters)
    {
        var (exitCode, _, error) = await RunAsync(["snapshot", parameters, "--mode", "overwrite", .. Deployment]);
        Assert.True(exitCode == 0, error);
        return JsonElement.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(parameters, ".snapshot.json")));
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            Assert.Skip("The package Azure.Bicep.CommandLine.linux-x64 holds the compiler for Linux on x64 alone.");
        var folder = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "BicepFolder").Value
            ?? throw new InvalidOperationException("The build did not say where the compiler is.");
        var start = new ProcessStartInfo(Path.Combine(folder, "tools", "bicep"), arguments) { WorkingDirectory = InfraFolder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AZURE_", StringComparison.Ordinal) || name.StartsWith("ALERTS_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        using var bicep = Process.Start(start) ?? throw new InvalidOperationException("bicep did not start");
        var output = bicep.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = bicep.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bicep.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (bicep.ExitCode, await output, await error);
    }
}
