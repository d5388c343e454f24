using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Alerts.Local;
using Alerts.Local.Storage;

namespace Alerts.Tests.Local;

/// <summary>The program from outside: what it says to bad input, and what it leaves behind.</summary>
public sealed class LocalProgramTests : IDisposable
{
    private readonly TcpListener taken = new(IPAddress.Loopback, 0);
    private readonly string file = Path.GetTempFileName();

    public LocalProgramTests() => taken.Start();

    public void Dispose()
    {
        taken.Dispose();
        File.Delete(file);
    }

    [Theory]
    [InlineData("The option --sample is unknown: see --help for those there are.", "--sample")]
    [InlineData("--port is \"eighty\": give a port from 0 to 65535.", "--port", "eighty")]
    [InlineData("Port {taken} is in use by another program: end it, or choose another port with --port.", "--port", "{taken}")]
    [InlineData("Port {taken}, which Azurite's blob service needs, is in use by another program", "--port", "0", "--azurite-port", "{taken}")]
    [InlineData("--feeds names missing.opml, which is neither an http(s) URL nor a file here", "--feeds", "missing.opml")]
    [InlineData("{file}: ", "--feeds", "{file}")]
    [InlineData("host.json's queues.batchSize is \"99\": give a whole number from 1 to 32.", "--port", "0", "AzureFunctionsJobHost__extensions__queues__batchSize=99")]
    [InlineData("The setting Local__MessageLease is \"soon\"", "--port", "0", "Local__MessageLease=soon")]
    [InlineData("AzureWebJobsStorage is no connection string", "--port", "0", "AzureWebJobsStorage=nonsense")]
    [InlineData("Polling__Minimum is -00:00:01", "--port", "0", "--azurite-port", "0", "Polling__Minimum=-00:00:01")]
    [InlineData("The schedule \"often\" of the function PollFeeds cannot be read", "--port", "0", "--azurite-port", "0", "PollSchedule=often")]
    public async Task Bad_input_gets_one_sentence_and_exit_code_2(string sentence, params string[] arguments)
    {
        await File.WriteAllTextAsync(file, "<opml><body><outline xmlUrl='x'></opml>", TestContext.Current.CancellationToken);
        var (exitCode, _, error) = await LocalProgram.RunAsync(null, [.. arguments.Select(Fill)]);

        Assert.Equal(2, exitCode);
        Assert.StartsWith(Fill(sentence), error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Without_Node_and_Azurite_it_says_what_to_install()
    {
        var (exitCode, _, error) = await LocalProgram.RunAsync("/nowhere", "--port", "0", "--azurite-port", "0");

        Assert.Equal(2, exitCode);
        Assert.Contains("install Node.js 20 or newer", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_sample_gets_from_nothing_to_a_mail_about_the_change()
    {
        await NeedsAzuriteAsync();
        var outbox = Directory.CreateTempSubdirectory("alerts-sample-");
        try
        {
            await using var program = LocalProgram.Start(null, "--port", "0", "--azurite-port", "0", "--outbox", outbox.FullName);
            var topic = (await program.ReadUntilAsync("  topic ")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1];
            await program.ReadUntilAsync("Ukraine · nato-membership: favor -> neutral");
            await program.ReadUntilAsync("Ukraine: NATO membership");

            using var http = new HttpClient();
            Assert.Contains("legally binding security guarantees", await http.GetStringAsync(topic, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Contains("Ukraine: NATO membership", await http.GetStringAsync(new Uri(new Uri(topic), "/outbox"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.NotEmpty(outbox.GetFiles("*.eml"));
        }
        finally
        {
            outbox.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Killed_without_warning_it_leaves_no_Azurite()
    {
        await NeedsAzuriteAsync();
        await using var program = LocalProgram.Start(null, "--port", "0", "--azurite-port", "0", "--outbox", Path.Combine(Path.GetTempPath(), "alerts-killed"));
        var ports = await program.PortsAsync();
        Assert.True(await AnswersAsync(ports.Blob));

        program.Process.Kill();

        await UntilSilentAsync(ports);
    }

    [Fact]
    public async Task Told_to_end_it_drains_and_takes_its_Azurite_with_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await NeedsAzuriteAsync();
        await using var program = LocalProgram.Start(null, "--port", "0", "--azurite-port", "0", "--outbox", Path.Combine(Path.GetTempPath(), "alerts-ended"));
        var ports = await program.PortsAsync();

        using (var kill = Process.Start("kill", ["-TERM", $"{program.Process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await program.ReadUntilAsync("Letting running functions finish");
        await program.Process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, program.Process.ExitCode);
        Assert.False(await AnswersAsync(ports.Blob) || await AnswersAsync(ports.Queue) || await AnswersAsync(ports.Table));
    }

    private static async Task UntilSilentAsync(AzuritePorts ports)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await AnswersAsync(ports.Blob) || await AnswersAsync(ports.Queue) || await AnswersAsync(ports.Table))
            await Task.Delay(50, patience.Token);
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task NeedsAzuriteAsync()
    {
        try
        {
            await AzuriteInstallation.OfUser().FindOrInstallAsync(_ => { }, TestContext.Current.CancellationToken);
        }
        catch (StartupException missing)
        {
            Assert.Skip(missing.Message);
        }
    }

    private string Fill(string text) => text
        .Replace("{taken}", $"{((IPEndPoint)taken.LocalEndpoint).Port}", StringComparison.Ordinal)
        .Replace("{file}", file, StringComparison.Ordinal);
}
