namespace Alerts.Feeds.Fetching;

/// <summary>A host has no address that may be reached. Never leaves the fetcher.</summary>
internal sealed class ForbiddenAddressException(string message, bool isLiteral) : IOException(message)
{
    /// <summary>The URL wrote the address itself, so that no later look-up can mend it.</summary>
    internal bool IsLiteral => isLiteral;
}
