using System.Text.RegularExpressions;
using Alerts.Detection;
using Alerts.Local.Display;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace Alerts.Tests.Local.Display;

public sealed partial class ActivityLogTests : IDisposable
{
    private readonly StringWriter written = new();
    private readonly ILogger logger;

    public ActivityLogTests()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(written) });
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        logger = new ActivityLog(new ConsoleLines(console, time)).CreateLogger("any");
    }

    public void Dispose() => written.Dispose();

    [Fact]
    public void A_feed_that_brings_nothing_is_told_of_once()
    {
        Events.FeedPolled(logger, "Meridian [Wire]", 0);
        Events.FeedPolled(logger, "Meridian [Wire]", 0);
        Events.FeedPolled(logger, "Meridian [Wire]", 2);

        Assert.Equal("12:00:00  poll    Meridian [Wire]: nothing new\n12:00:00  poll    Meridian [Wire]: 2 new\n", Text);
    }

    [Theory]
    [InlineData(SignalKind.Change, "Ukraine", "nato-membership", "Ukraine · nato-membership: favor -> neutral")]
    [InlineData(SignalKind.Statement, "Russia", "nato-membership", "Russia · nato-membership: neutral")]
    [InlineData(SignalKind.Keyword, "", "farmer AND marathon", "keywords farmer AND marathon")]
    public void A_signal_says_who_on_what_from_where_to_where_with_its_quote(SignalKind kind, string actor, string topic, string line)
    {
        Events.SignalFound(logger, kind, actor, topic, Position.Favor, Position.Neutral, 2, "It has\ndropped its bid.");

        Assert.Equal($"12:00:00  signal  {line}\n                  “It has dropped its bid.”\n", Text);
    }

    [Fact]
    public void A_mail_names_its_reader_its_subject_and_its_file()
    {
        Events.MailSent(logger, "reader@example.org", "Ukraine: NATO membership", "outbox/1.eml");
        Assert.Equal("12:00:00  mail    reader@example.org  Ukraine: NATO membership\n                  outbox/1.eml\n", Text);
    }

    [Fact]
    public void What_else_is_logged_shows_from_warnings_on()
    {
        Events.Chatter(logger);
        Events.Careful(logger);

        Assert.Equal("12:00:00  warning careful\n", Text);
    }

    private string Text => TrailingSpace().Replace(written.ToString().ReplaceLineEndings("\n"), "");

    [GeneratedRegex(" +$", RegexOptions.Multiline)]
    private static partial Regex TrailingSpace();

    private static partial class Events
    {
        [LoggerMessage(1, LogLevel.Information, "chatter")]
        internal static partial void Chatter(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "careful")]
        internal static partial void Careful(ILogger logger);

        [LoggerMessage(1101, LogLevel.Information, "Polled {Feed}: {NewArticles} new", EventName = "FeedPolled")]
        internal static partial void FeedPolled(ILogger logger, string feed, int newArticles);

        [LoggerMessage(1201, LogLevel.Information, "{Kind}: {Actor}, {Topic}: {From} -> {To} ({Sources} sources): {Quote}", EventName = "SignalFound")]
        internal static partial void SignalFound(ILogger logger, SignalKind kind, string actor, string topic, Position from, Position to, int sources, string quote);

        [LoggerMessage(1301, LogLevel.Information, "Mailed {To}: {Subject} ({File})", EventName = "MailSent")]
        internal static partial void MailSent(ILogger logger, string to, string subject, string file);
    }
}
