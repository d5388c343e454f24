using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>What is kept, and who runs the installation.</summary>
public sealed class PrivacyHandler(IOptions<SiteOptions> site, IOptions<MailOptions> mail, IOptions<RetentionOptions> retention)
{
    public IResult Get() => new PageResult<PrivacyPage>(
        new()
        {
            [nameof(PrivacyPage.View)] = new PrivacyView(
                site.Value.Imprint.Name, site.Value.Imprint.Contact, mail.Value.PostalAddress,
                (int)Enrolment.ConfirmWithin.TotalDays, (int)Enrolment.LeftKept.TotalDays, (int)retention.Value.Deliveries.TotalDays),
        },
        Caching.Minute);
}
