using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Alerts.Tests.Azurite;

/// <summary>A storage account that one test class has for itself.</summary>
public sealed record TestAccount(string Name, string ConnectionString)
{
    public TableServiceClient Tables => new(ConnectionString);

    public BlobServiceClient Blobs => new(ConnectionString);

    /// <summary>Base64 messages, as the design says of every sender.</summary>
    public QueueServiceClient Queues => new(ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
}
