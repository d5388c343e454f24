namespace Alerts.Local.Configuration;

/// <summary>What the command line asks for.</summary>
/// <param name="Feeds">OPML files and feed URLs to read instead of the sample; empty means the sample.</param>
/// <param name="Port">Where pages are served on 127.0.0.1; 0 means any free one; null the default.</param>
/// <param name="AzuritePort">The first of Azurite's three ports; 0 means any free ones; null those of the storage setting.</param>
/// <param name="Outbox">The folder mails are written to; null leaves it to the settings.</param>
/// <param name="Settings">Settings given as Name=Value.</param>
/// <param name="Help">Print the usage and end.</param>
internal sealed record LocalOptions(
    IReadOnlyList<string> Feeds,
    int? Port,
    int? AzuritePort,
    string? Outbox,
    IReadOnlyDictionary<string, string?> Settings,
    bool Help);
