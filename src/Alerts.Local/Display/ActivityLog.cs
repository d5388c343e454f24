using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Alerts.Local.Display;

/// <summary>Shows the pipeline's log events that matter to someone who watches, and every warning and error.</summary>
internal sealed class ActivityLog(ConsoleLines lines) : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, bool> seenFeeds = new(StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) => new Listener(this);

    public void Dispose()
    {
    }

    private void Show(LogLevel level, EventId id, IReadOnlyDictionary<string, object?> fields, string message, Exception? exception)
    {
        switch (id.Name)
        {
            case "FeedPolled":
                // A feed that brings nothing new is told of once.
                if (seenFeeds.TryAdd(Field("Feed"), true) | Field("NewArticles") != "0")
                    lines.Write("poll", "grey", $"{Field("Feed")}: {Count(Field("NewArticles"))} new");
                break;
            case "FeedFailed":
                lines.Write("poll", "red", $"{Field("Feed")} failed: {Field("Reason")}");
                break;
            case "SignalFound":
                lines.Write("signal", "green", SignalLine.Of(fields), SignalLine.Quote(fields));
                break;
            case "MailSent" or "LinkSent":
                lines.Write("mail", "yellow", $"{Field("To")}  {Field("Subject")}", [Field("File")]);
                break;
            default:
                if (level >= LogLevel.Warning)
                    lines.Write(level >= LogLevel.Error ? "error" : "warning", level >= LogLevel.Error ? "red" : "olive", message, exception is null ? [] : [exception.ToString()]);
                break;
        }

        string Field(string name) => Convert.ToString(fields.GetValueOrDefault(name), CultureInfo.InvariantCulture) ?? "";
    }

    private static string Count(string number) => number == "0" ? "nothing" : number;

    private sealed class Listener(ActivityLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;

            var fields = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
            log.Show(
                logLevel,
                eventId,
                fields.DistinctBy(field => field.Key).ToDictionary(field => field.Key, field => field.Value, StringComparer.OrdinalIgnoreCase),
                formatter(state, exception),
                exception);
        }
    }
}
