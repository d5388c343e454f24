using Microsoft.Extensions.Hosting;

namespace Alerts.Pipeline.Storage;

/// <summary>Creates what is missing of tables, queues and containers when the process starts.</summary>
public sealed class StorageSetup(StorageAccount account) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        List<Task> creations =
        [
            .. TableNames.All.Select(name => account.Tables.CreateTableIfNotExistsAsync(name, cancellationToken)),
            .. QueueNames.All.SelectMany(name => new[] { name, QueueNames.Poison(name) })
                .Select(name => account.Queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
            .. ContainerNames.All.Select(name => account.Blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
        ];
        await Task.WhenAll(creations);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
