using Alerts.Detection;
using Alerts.Feeds.Fetching;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Delivery.Events;
using Alerts.Pipeline.Delivery.Mails;
using Alerts.Pipeline.Delivery.Routing;
using Alerts.Pipeline.Opinion;
using Alerts.Pipeline.OwnData;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Polling.Hubs;
using Alerts.Pipeline.Polling.Pages;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Telemetry;
using Alerts.Pipeline.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MimeKit;

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
        services.AddSingleton<AddressHash>();
        services.AddSingleton<SubscriberStore>();
        services.AddSingleton<SubscriptionStore>();
        services.AddSingleton<QueryStore>();
        services.AddSingleton<UnsubscribeTokens>();
        services.AddSingleton<Enrolment>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<DigestStore>();
        services.AddSingleton<DailyMails>();
        services.AddSingleton<SuppressionStore>();
        services.AddSingleton<MessageHandling>();
        AddStages(services, configuration);
        AddMail(services, configuration);
        services.AddOptions<SiteOptions>().Bind(configuration).ValidateOnStart();
        return services.AddPages();
    }

    private static void AddStages(IServiceCollection services, IConfiguration configuration)
    {
        Options<PollingOptions, PollingOptionsValidator>(services, configuration, PollingOptions.Section);
        Options<SignalOptions, SignalOptionsValidator>(services, configuration, SignalOptions.Section);
        Options<OpinionOptions, OpinionOptionsValidator>(services, configuration, OpinionOptions.Section);
        Options<WorkRecoveryOptions, WorkRecoveryOptionsValidator>(services, configuration, WorkRecoveryOptions.Section);
        Options<RetentionOptions, RetentionOptionsValidator>(services, configuration, RetentionOptions.Section);
        services.TryAddSingleton(_ => new Detector(DetectionData.Shipped));
        services.TryAddSingleton<ReadText>(provider =>
        {
            var source = provider.GetRequiredService<DetectorSource>();
            return input => source.Current.Detect(input);
        });
        services.TryAddSingleton(provider => TopicSlots.Of(provider.GetRequiredService<DetectorSource>()));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<PollingOptions>>().Value.Fetching);
        services.AddSingleton(provider => new FeedFetcher(provider.GetRequiredService<FetchOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ArticleFetcher(
            provider.GetRequiredService<FeedFetcher>(),
            provider.GetRequiredService<FetchOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<PollingOptions>>().Value.HostsOff));
        services.AddSingleton<HostLeases>();
        services.AddSingleton<FeedSearch>();
        services.AddSingleton<FeedPolling>();
        services.AddSingleton<FeedIntake>();
        services.AddSingleton<FeedHealthReading>();
        services.AddSingleton<ArticleSending>();
        services.AddSingleton<PageFetching>();
        services.AddSingleton<HubCallback>();
        services.AddSingleton<HubAsking>();
        services.AddSingleton<HubVerification>();
        services.AddSingleton<HubDelivery>();
        services.AddSingleton<QueryWatch>();
        services.AddSingleton<SignalBook>();
        services.AddSingleton<Ledger>();
        services.AddSingleton<LedgerCorrections>();
        services.AddSingleton<Replay>();
        services.AddSingleton<OpinionModel>();
        services.AddSingleton<SecondOpinion>();
        services.AddSingleton<SignalDetection>();
        services.AddSingleton<ReaderNotification>();
        services.AddSingleton<MailSending>();
        services.AddSingleton<DigestBooking>();
        services.AddSingleton<AddressMoves>();
        services.AddSingleton<DueDigests>();
        services.AddSingleton<UnmovedTopics>();
        services.AddSingleton<DigestSending>();
        services.AddSingleton<LinkSending>();
        services.AddSingleton<WorkRecovery>();
        services.AddSingleton<AlertsMetrics>();
        services.AddSingleton<WorkReading>();
        services.AddSingleton<IHostedService>(_ => new MetricsExport(configuration));
        services.AddSingleton<PurgeMark>();
        services.AddSingleton<ExpiredPurge>();
    }

    private static void AddMail(IServiceCollection services, IConfiguration configuration)
    {
        Options<MailOptions, MailOptionsValidator>(services, configuration, MailOptions.Section);
        services.AddSingleton<SendGridMail>();
        services.AddSingleton<SmtpRelay>();
        services.AddSingleton<OutboxFolder>();
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<MailOptions>>().Value;
            return options.DryRun
                ? new MailProviders(ActivatorUtilities.CreateInstance<DryRun>(provider))
                : new MailProviders(Provider(provider, options.Provider), options.SecondProvider is { } second ? Provider(provider, second) : null);
        });
        services.AddSingleton<MailStateStore>();
        services.TryAddSingleton<IMailProvider, MailRoute>();
        services.AddSingleton<MailStop>();
        services.AddSingleton<MailControl>();
        services.AddSingleton<SoftBounces>();
        services.AddSingleton<MailEvents>();
        services.AddSingleton<EmailEventsHandler>();
        services.AddSingleton<AlertMailing>();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<MailOptions>>().Value;
            return new Letterhead(MailboxAddress.Parse(options.From).Domain, options.PostalAddress);
        });
        services.AddSingleton<MailComposer>();
    }

    private static IMailProvider Provider(IServiceProvider services, MailProvider provider) => provider switch
    {
        MailProvider.SendGrid => services.GetRequiredService<SendGridMail>(),
        MailProvider.Smtp => services.GetRequiredService<SmtpRelay>(),
        _ => services.GetRequiredService<OutboxFolder>(),
    };

    private static void Options<TOptions, TValidator>(IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
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
        services.AddSingleton<SecretKeys>();
        services.AddSingleton<MessageQueues>();
        services.AddSingleton<PoisonQueues>();
        services.AddSingleton<StorageSetup>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<StorageSetup>());
        services.AddSingleton<OwnFiles>();
        services.AddSingleton<DetectorSource>();

        // After the set-up: it reads a container.
        services.AddSingleton<IHostedService, DetectorRefresh>();
    }
}
