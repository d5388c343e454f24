using System.Text.Json;
using Alerts.Cli;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Cli;

/// <summary>Runs commands as an operator types them.</summary>
internal sealed record CommandLine(params string[] Common)
{
    /// <summary>On an account of its own.</summary>
    public static CommandLine On(TestAccount account) => new("--connection", account.ConnectionString);

    public async Task<Answer> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandTree.RunAsync([.. arguments, .. Common], output, error, TestContext.Current.CancellationToken);
        return new(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>Runs what must succeed.</summary>
    public async Task<string> DoAsync(params string[] arguments)
    {
        var answer = await RunAsync(arguments);
        Assert.True(answer.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {answer.ExitCode}: {answer.Error}");
        return answer.Output;
    }

    public async Task<JsonElement> JsonAsync(params string[] arguments) => JsonElement.Parse(await DoAsync([.. arguments, "--json"]));

    internal sealed record Answer(int ExitCode, string Output, string Error);
}
