using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Storage;

/// <summary>The account's three services. Policies that are registered as services see every request.</summary>
public sealed class StorageAccount
{
    public StorageAccount(IOptions<StorageOptions> options, IEnumerable<HttpPipelinePolicy> policies)
    {
        var account = options.Value;
        var seen = policies.ToList();
        var (blobs, queues, raw, tables) = (
            With(new BlobClientOptions(), seen),
            With(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }, seen),
            With(new QueueClientOptions(), seen),
            With(new TableClientOptions(), seen));
        if (!string.IsNullOrWhiteSpace(account.ConnectionString))
        {
            Blobs = new(account.ConnectionString, blobs);
            Queues = new(account.ConnectionString, queues);
            RawQueues = new(account.ConnectionString, raw);
            Tables = new(account.ConnectionString, tables);
            return;
        }

        TokenCredential credential = account.ClientId is { Length: > 0 } id
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
            : new DefaultAzureCredential();
        Blobs = new(account.BlobServiceUri ?? Service(account, "blob"), credential, blobs);
        Queues = new(account.QueueServiceUri ?? Service(account, "queue"), credential, queues);
        RawQueues = new(account.QueueServiceUri ?? Service(account, "queue"), credential, raw);
        Tables = new(account.TableServiceUri ?? Service(account, "table"), credential, tables);
    }

    internal BlobServiceClient Blobs { get; }

    internal QueueServiceClient Queues { get; }

    /// <summary>The queues with messages as they lie there; in a poison queue they need not be Base64.</summary>
    internal QueueServiceClient RawQueues { get; }

    internal TableServiceClient Tables { get; }

    internal Table Table(string name) => new(Tables.GetTableClient(name));

    private static Uri Service(StorageOptions account, string service) => new($"https://{account.AccountName}.{service}.core.windows.net");

    private static T With<T>(T options, List<HttpPipelinePolicy> policies)
        where T : ClientOptions
    {
        foreach (var policy in policies)
            options.AddPolicy(policy, HttpPipelinePosition.PerCall);
        return options;
    }
}
