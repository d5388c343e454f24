using System.Text.Encodings.Web;
using System.Text.Unicode;
using Alerts.Pipeline.OwnData;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Handlers;
using Alerts.Pipeline.Web.Reading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Web;

/// <summary>The pages as services.</summary>
internal static class WebServices
{
    internal static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();

        // A route of ours has a regular expression, which slim hosts leave out.
        services.AddRouting();
        services.TryAddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SiteOptions>, SiteOptionsValidator>());
        services.AddSingleton<SiteLinks>();
        services.AddSingleton(provider =>
        {
            var source = provider.GetRequiredService<DetectorSource>();
            return new Catalogue(() => source.Current.Data);
        });
        services.AddSingleton<Cooldown>();
        services.AddSingleton<PageHandling>();
        services.AddSingleton<SiteReader>();
        services.AddSingleton<HomeHandler>();
        services.AddSingleton<TopicHandler>();
        services.AddSingleton<ActorHandler>();
        services.AddSingleton<QueryReader>();
        services.AddSingleton<QueryHandler>();
        services.AddSingleton<SignalHandler>();
        services.AddSingleton<SubscribeHandler>();
        services.AddSingleton<ConfirmHandler>();
        services.AddSingleton<UnsubscribeHandler>();
        services.AddSingleton<OwnPage>();
        services.AddSingleton<ManageHandler>();
        services.AddSingleton<RecentArticles>();
        services.AddSingleton<PreviewReader>();
        services.AddSingleton<PrivacyHandler>();
        services.AddSingleton<TryTextHandler>();
        services.AddSingleton<ReviewStore>();
        services.AddSingleton<ReviewList>();
        services.AddSingleton<WrongAlertHandler>();
        services.AddSingleton<HealthHandler>();
        services.AddSingleton<WebSubHandler>();
        services.AddSingleton<FeedsHandler>();
        return services;
    }
}
