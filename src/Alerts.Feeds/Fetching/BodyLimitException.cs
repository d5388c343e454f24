namespace Alerts.Feeds.Fetching;

/// <summary>A body broke a limit or its coding. Never leaves the fetcher.</summary>
internal sealed class BodyLimitException(string message) : IOException(message);
