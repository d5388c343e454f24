using Alerts.Pipeline.Delivery.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Takes what SendGrid tells of our mails: its signed Event Webhook.</summary>
public sealed class EmailEvents(EmailEventsHandler handler)
{
    [Function(nameof(EmailEvents))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "email-events")] HttpRequest request, CancellationToken cancellation) =>
        handler.PostAsync(request, cancellation);
}
