namespace Alerts.Local.Storage;

/// <summary>A storage account of an Azurite. <paramref name="Key"/> is Base64.</summary>
public sealed record AzuriteAccount(string Name, string Key)
{
    /// <summary>The account every Azurite has; its key is published in Microsoft's documentation and guards nothing.</summary>
    public static AzuriteAccount Development { get; } = new(
        "devstoreaccount1",
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==");

    public string ConnectionString(AzuritePorts ports) =>
        $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{ports.Blob}/{Name};"
        + $"QueueEndpoint=http://127.0.0.1:{ports.Queue}/{Name};"
        + $"TableEndpoint=http://127.0.0.1:{ports.Table}/{Name};";
}
