using System.CommandLine;
using Alerts.Cli;

namespace Alerts.Tests.Cli;

public sealed class CommandTreeTests
{
    public static TheoryData<string> Commands => [.. Walk(CommandTree.Create()).Select(command => string.Join(' ', CommandPath.Of(command)))];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_says_what_it_does_and_what_it_takes(string path)
    {
        var answer = await new CommandLine().RunAsync([.. path.Split(' '), "--help"]);

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("Usage:", answer.Output, StringComparison.Ordinal);
        Assert.Contains("--json", answer.Output, StringComparison.Ordinal);
        Assert.Empty(answer.Error);
    }

    [Fact]
    public void Every_command_argument_and_option_is_described() => Assert.All(
        Walk(CommandTree.Create()),
        command => Assert.All(
            command.Arguments.Cast<Symbol>().Concat(command.Options).Append(command),
            symbol => Assert.False(string.IsNullOrWhiteSpace(symbol.Description), $"{string.Join(' ', CommandPath.Of(command))}: {symbol.Name}")));

    [Theory]
    [InlineData("feeds", "feeds --help")]
    [InlineData("feeds add", "feeds add --help")]
    [InlineData("feeds nonsense", "feeds --help")]
    [InlineData("nonsense", "--help")]
    public async Task A_line_that_cannot_be_read_is_bad_input_and_points_to_the_help(string line, string help)
    {
        var answer = await new CommandLine().RunAsync(line.Split(' '));

        Assert.Equal(ExitCode.BadInput, answer.ExitCode);
        Assert.Contains($"See {help}.", answer.Error, StringComparison.Ordinal);
        Assert.Single(answer.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("feeds list --account a --connection b", "--account and --connection both name storage: give one of them.")]
    [InlineData("feeds list --settings no/such.json", "--settings names no/such.json, which is no file here: check its path.")]
    [InlineData("feeds list --connection nonsense", "is no connection string")]
    [InlineData("feeds add not-a-url", "\"not-a-url\" is no web address: write it as https://host/path.")]
    [InlineData("feeds import no/such.opml", "no/such.opml cannot be read")]
    public async Task Bad_input_is_told_in_one_sentence(string line, string sentence)
    {
        var answer = await new CommandLine().RunAsync(line.Split(' '));

        Assert.Equal((ExitCode.BadInput, ""), (answer.ExitCode, answer.Output));
        Assert.Contains(sentence, answer.Error, StringComparison.Ordinal);
        Assert.Single(answer.Error.TrimEnd().Split('\n'));
    }

    private static IEnumerable<Command> Walk(Command command) =>
        command.Subcommands.SelectMany(each => Walk(each).Prepend(each));
}
