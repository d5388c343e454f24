using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline;

/// <summary>The pipeline as services.</summary>
public static class AlertsServices
{
    /// <summary>Registers every stage, store and page. Settings are checked when the host starts; what is wrong names its setting.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        AddStorage(services, configuration);
        services.AddSingleton<FeedStore>();
        services.AddSingleton<ArticleStore>();
        services.AddSingleton<SignalStore>();
        services.AddSingleton<LedgerStore>();
        services.AddSingleton<SubscriberStore>();
        services.AddSingleton<SubscriptionStore>();
        services.AddSingleton<QueryStore>();
        services.AddSingleton<UnsubscribeTokens>();
        services.AddSingleton<Enrolment>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<SuppressionStore>();
        services.AddOptions<SiteOptions>().Bind(configuration).ValidateOnStart();
        return services.AddPages();
    }

    private static void AddStorage(IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(StorageOptions.Section);
        services.AddOptions<StorageOptions>()
            .Bind(section)
            .Configure(options => options.ConnectionString ??= section.Value)
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.AddSingleton<StorageAccount>();
        services.AddSingleton<ArticleTexts>();
        services.AddSingleton<MessageQueues>();
        services.AddSingleton<StorageSetup>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<StorageSetup>());
    }
}
