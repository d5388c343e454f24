using Microsoft.Extensions.Options;
using MimeKit;

namespace Alerts.Pipeline.Delivery;

/// <summary>Mails as .eml files in a folder. A file is named by its delivery: the same mail again is the same file.</summary>
internal sealed class OutboxFolder(IOptions<MailOptions> options, TimeProvider time) : IMailProvider
{
    public int MostRecipients => 50;

    public async Task<MailReport> SendAsync(MailBatch batch, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(options.Value.OutboxPath).FullName;
        var from = MailboxAddress.Parse(options.Value.From);
        var outcomes = new List<MailOutcome>(batch.Recipients.Count);
        foreach (var recipient in batch.Recipients)
        {
            var file = Path.Combine(folder, recipient.Id + ".eml");
            // Not .eml until it is whole: who reads the folder never sees half a mail.
            var unfinished = Path.Combine(folder, $".{recipient.Id}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
            await using (var stream = File.Create(unfinished))
                await MimeMail.Of(batch.Content, recipient, from, time.GetUtcNow()).WriteToAsync(stream, cancellation);
            File.Move(unfinished, file, overwrite: true);
            outcomes.Add(new(recipient.Id, MailFate.Taken, file));
        }

        return new(outcomes);
    }
}
