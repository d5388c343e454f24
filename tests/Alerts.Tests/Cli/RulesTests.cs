namespace Alerts.Tests.Cli;

public sealed class RulesTests
{
    [Fact]
    public async Task Rules_are_listed_with_what_they_say_and_an_example()
    {
        var text = await new CommandLine().DoAsync("rules");
        var first = (await new CommandLine().JsonAsync("rules"))[0];

        Assert.StartsWith("verb.object  ", text, StringComparison.Ordinal);
        Assert.Contains("  \"Ukraine dropped its NATO bid on Monday.\" gives Ukraine: favor -> neutral\n", text, StringComparison.Ordinal);
        Assert.Equal("verb.object", first.GetProperty("id").GetString());
    }
}
