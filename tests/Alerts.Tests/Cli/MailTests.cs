using System.Text.Json;
using Alerts.Cli;
using Alerts.Tests.Azurite;
using MimeKit;

namespace Alerts.Tests.Cli;

public sealed class MailTests(AzuriteFixture azurite) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("alerts-mail-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Mail_is_stopped_with_a_reason_and_goes_again()
    {
        var alerts = await AlertsAsync();
        await alerts.DoAsync("mail", "stop", "--reason", "The provider asks us to.");

        Assert.StartsWith("Stopped since ", await alerts.DoAsync("mail", "status"), StringComparison.Ordinal);
        Assert.Equal("The provider asks us to.", (await alerts.JsonAsync("mail", "status")).GetProperty("reason").GetString());

        Assert.Equal("Mail goes again.\n", await alerts.DoAsync("mail", "resume"));
        Assert.Equal("Mail goes.\n", await alerts.DoAsync("mail", "status"));
    }

    [Fact]
    public async Task A_test_mail_goes_by_the_provider_of_the_settings()
    {
        var alerts = await AlertsAsync();

        Assert.StartsWith("Outbox took it: ", await alerts.DoAsync("mail", "test", "you@example.org"), StringComparison.Ordinal);

        using var mail = await MimeMessage.LoadAsync(Assert.Single(folder.GetFiles("*.eml")).FullName, TestContext.Current.CancellationToken);
        Assert.Equal("you@example.org", Assert.Single(mail.To.Mailboxes).Address);
    }

    [Theory]
    [InlineData("mail test nobody", "\"nobody\" is no address: ")]
    [InlineData("mail stop", "Option '--reason' is required.")]
    public async Task Bad_input_is_told(string line, string sentence)
    {
        var answer = await (await AlertsAsync()).RunAsync(line.Split(' '));

        Assert.Equal(ExitCode.BadInput, answer.ExitCode);
        Assert.StartsWith(sentence, answer.Error, StringComparison.Ordinal);
    }

    private async Task<CommandLine> AlertsAsync()
    {
        var settings = Path.Combine(folder.FullName, "settings.json");
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new
        {
            Values = new Dictionary<string, string>
            {
                ["PublicBaseUrl"] = "https://alerts.example.org",
                ["Mail__From"] = "Alerts <alerts@example.org>",
                ["Mail__PostalAddress"] = "1 Example Street",
                ["Mail__OutboxPath"] = folder.FullName,
            },
        }), TestContext.Current.CancellationToken);
        return new CommandLine("--connection", (await azurite.NewAccountAsync()).ConnectionString, "--settings", settings);
    }
}
