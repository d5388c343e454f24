using MimeKit;

namespace Alerts.Local.Outbox;

/// <summary>A mail in the outbox folder.</summary>
/// <param name="Name">Its file's name without the folder; what its page is called.</param>
internal sealed record OutboxMail(string Name, DateTimeOffset Date, string To, string Subject)
{
    internal static OutboxMail Of(FileInfo file, MimeMessage message) => new(
        file.Name,
        message.Date == default ? new DateTimeOffset(file.LastWriteTimeUtc) : message.Date,
        message.To.ToString(),
        string.IsNullOrWhiteSpace(message.Subject) ? "(no subject)" : message.Subject);
}
