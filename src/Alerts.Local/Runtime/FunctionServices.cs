using Alerts.Local.Runtime.Http;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Local.Runtime;

/// <summary>Adds the runtime to an application.</summary>
internal static class FunctionServices
{
    /// <param name="services">Where the function classes find what they need, too.</param>
    /// <param name="catalog">The functions.</param>
    /// <param name="host">host.json.</param>
    /// <param name="settings">The runtime's own settings.</param>
    /// <param name="storage">The connection string of AzureWebJobsStorage.</param>
    internal static IServiceCollection AddFunctionRuntime(
        this IServiceCollection services, FunctionCatalog catalog, HostSettings host, RuntimeSettings settings, string storage) => services
        .AddSingleton(catalog)
        .AddSingleton(host)
        .AddSingleton(settings)
        .AddSingleton(new RuntimeStorage(
            new QueueServiceClient(storage, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None }),
            new BlobServiceClient(storage)))
        .AddSingleton<FunctionInvoker>()
        .AddSingleton<FunctionEndpoints>()
        .AddHostedService<FunctionRuntime>();
}
