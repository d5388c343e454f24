using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Alerts.Pipeline.Delivery.Routing;

/// <summary>Makes every mail whole, as it would be sent, and sends none.</summary>
internal sealed partial class DryRun(IOptions<MailOptions> options, TimeProvider time, ILogger<DryRun> logger) : IMailProvider
{
    internal const string Detail = "dry run: not sent";

    public int MostRecipients => 1000;

    public async Task<MailReport> SendAsync(MailBatch batch, CancellationToken cancellation)
    {
        var from = MailboxAddress.Parse(options.Value.From);
        foreach (var recipient in batch.Recipients)
        {
            using var mail = MimeMail.Of(batch.Content, recipient, from, time.GetUtcNow());
            await mail.WriteToAsync(Stream.Null, cancellation);
            Log.NotSent(logger, MaskedAddress.Of(recipient.Address), batch.Content.Subject);
        }

        return MailReport.Same(batch, MailFate.Taken, Detail);
    }

    private static partial class Log
    {
        [LoggerMessage(1310, LogLevel.Information, "Dry run: would mail {To}: {Subject}", EventName = "MailNotSent")]
        internal static partial void NotSent(ILogger logger, string to, string subject);
    }
}
