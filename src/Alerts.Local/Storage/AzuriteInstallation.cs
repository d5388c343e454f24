using System.Diagnostics;
using System.Text.Json;

namespace Alerts.Local.Storage;

/// <summary>Finds Azurite on this machine, or installs it once into the user's cache with npm.</summary>
/// <param name="path">The PATH to search.</param>
/// <param name="cacheFolder">Where installed versions are kept, one folder a version.</param>
public sealed class AzuriteInstallation(string? path, string cacheFolder)
{
    private const string Version = "3.35.0";

    // The first release that runs in memory; older ones also lack the API versions our clients speak.
    private static readonly Version Oldest = new(3, 29, 0);

    /// <summary>The user's own: PATH, and a folder under the local application data.</summary>
    public static AzuriteInstallation OfUser()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        return new AzuriteInstallation(
            Environment.GetEnvironmentVariable("PATH"),
            Path.Combine(data.Length == 0 ? Path.GetTempPath() : data, "alerts", "azurite"));
    }

    /// <exception cref="StartupException">No Node.js, or no Azurite and no way to install it.</exception>
    public async Task<AzuriteProgram> FindOrInstallAsync(Action<string> report, CancellationToken cancellationToken)
    {
        var node = ExecutablePath.Find("node", path) ?? throw new StartupException(
            "Azurite, the storage this runs on, needs Node.js and none is on the PATH: install Node.js 20 or newer, or set AzureWebJobsStorage to a storage account of your own.");

        var installed = FindInstalled();
        if (installed is not null)
            return new AzuriteProgram(node, installed);

        var target = Path.Combine(cacheFolder, Version);
        var script = ScriptUnder(target);
        if (!File.Exists(script))
            await InstallAsync(target, script, report, cancellationToken);

        return new AzuriteProgram(node, script);
    }

    private static string ScriptUnder(string prefix) =>
        Path.Combine(prefix, "node_modules", "azurite", "dist", "src", "azurite.js");

    private string? FindInstalled()
    {
        if (ExecutablePath.Find("azurite", path) is not { } command)
            return null;

        // npm puts a link to the script on the PATH, and on Windows a shim beside node_modules.
        var script = File.ResolveLinkTarget(command, returnFinalTarget: true)?.FullName ?? command;
        if (!script.EndsWith(".js", StringComparison.Ordinal))
            script = ScriptUnder(Path.GetDirectoryName(command) ?? ".");

        return File.Exists(script) && IsRecent(script) ? script : null;
    }

    private static bool IsRecent(string script)
    {
        var manifest = Path.GetFullPath(Path.Combine(script, "..", "..", "..", "package.json"));
        if (!File.Exists(manifest))
            return false;

        using var json = JsonDocument.Parse(File.ReadAllBytes(manifest));
        return json.RootElement.TryGetProperty("version", out var version)
            && System.Version.TryParse(version.GetString(), out var parsed)
            && parsed >= Oldest;
    }

    private async Task InstallAsync(string target, string script, Action<string> report, CancellationToken cancellationToken)
    {
        var npm = ExecutablePath.Find("npm", path) ?? throw new StartupException(
            "Azurite, the storage this runs on, is not installed and npm, which would install it, is not on the PATH: install npm, or run an Azurite of your own.");

        Directory.CreateDirectory(cacheFolder);
        using var mine = await LockAsync(Path.Combine(cacheFolder, "install.lock"), report, cancellationToken);
        if (File.Exists(script))
            return;

        report($"Installing Azurite {Version} with npm (once, into {cacheFolder})");

        // Installed aside and moved when whole: an interrupted install leaves nothing that looks usable.
        var unfinished = target + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);

        await RunNpmAsync(npm, unfinished, cancellationToken);
        if (!File.Exists(ScriptUnder(unfinished)))
            throw new StartupException($"npm installed azurite {Version}, but {ScriptUnder(unfinished)} is not there: delete {cacheFolder} and start again.");

        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        Directory.Move(unfinished, target);
    }

    private static async Task RunNpmAsync(string npm, string prefix, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(npm)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = prefix,
        };
        string[] arguments = ["install", "--prefix", prefix, "--no-audit", "--no-fund", "--no-save", "--loglevel", "error", $"azurite@{Version}"];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)
            ?? throw new StartupException($"{npm} could not be started: check the Node.js installation.");
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            await output;
            if (process.ExitCode != 0)
                throw new StartupException($"npm could not install azurite {Version} ({LastLine(await errors)}): check the network or npm's registry setting, or install Azurite yourself with npm install -g azurite@{Version}.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string LastLine(string errors) =>
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault(line => !line.Contains("complete log", StringComparison.OrdinalIgnoreCase) && !line.Contains("debug", StringComparison.Ordinal))
        ?? "no reason given";

    private static async Task<FileStream> LockAsync(string file, Action<string> report, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                if (attempt == 0)
                    report("Waiting for another process that is installing Azurite");
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
            }
        }
    }
}
