using Alerts.Local;
using Alerts.Local.Configuration;
using Alerts.Pipeline.Settings;

namespace Alerts.Tests.Local.Configuration;

public sealed class CommandLineTests
{
    [Fact]
    public void Feeds_go_on_to_the_next_option_and_settings_stand_alone()
    {
        var options = CommandLine.Parse(["Mail__Provider=smtp", "--feeds", "https://a.example/feed?x=1", "list.opml", "--port", "0", "PollSchedule=0 * * * * *"]);

        Assert.Equal(["https://a.example/feed?x=1", "list.opml"], options.Feeds);
        Assert.Equal(0, options.Port);
        Assert.Equal("smtp", options.Settings["Mail:Provider"]);
        Assert.Equal("0 * * * * *", options.Settings["PollSchedule"]);
    }

    [Fact]
    public void A_value_may_follow_an_equals_sign()
    {
        var options = CommandLine.Parse(["--feeds=list.opml", "--azurite-port=11000", "--outbox=mails"]);
        Assert.Equal((11000, "mails", "list.opml"), (options.AzuritePort, options.Outbox, options.Feeds[0]));
    }

    [Theory]
    [InlineData("--feeds", "--feeds has no value")]
    [InlineData("--feeds --port 1", "--feeds has no value")]
    [InlineData("--port", "--port has no value")]
    [InlineData("--port 65536", "give a port from 0 to 65535")]
    [InlineData("--azurite-port 65534", "give a port from 0 to 65533")]
    [InlineData("feeds.opml", "feeds.opml is neither an option nor a setting")]
    [InlineData("-x", "The option -x is unknown")]
    public void What_cannot_be_read_gets_a_sentence(string arguments, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<StartupException>(() => CommandLine.Parse(arguments.Split(' '))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{", "is not JSON (line 1)")]
    [InlineData("[]", "has no object \"Values\"")]
    [InlineData("""{"IsEncrypted": true, "Values": {}}""", "is encrypted")]
    [InlineData("""{"Values": {"Mail": {"From": "x"}}}""", "write nested settings as Mail__Name")]
    public void A_settings_file_that_cannot_be_read_gets_a_sentence(string content, string sentence)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, content);
            Assert.Contains(sentence, Assert.Throws<SettingsException>(() => SettingsFile.Read(file)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
