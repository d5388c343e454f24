using MimeKit;

namespace Alerts.Local.Outbox;

/// <summary>Reads the folder that the outbox provider writes mails to.</summary>
internal sealed class OutboxFolder(string path)
{
    /// <summary>The newest mails, newest first; files that are no mails are left out.</summary>
    internal async Task<IReadOnlyList<OutboxMail>> NewestAsync(int most, CancellationToken cancellationToken)
    {
        var mails = new List<OutboxMail>();
        foreach (var file in Files().OrderByDescending(file => file.LastWriteTimeUtc).Take(most))
        {
            if (await LoadAsync(file, cancellationToken) is { } message)
                mails.Add(OutboxMail.Of(file, message));
        }

        return [.. mails.OrderByDescending(mail => mail.Date)];
    }

    /// <returns>Null where no file of the folder has that name; a name cannot lead out of the folder.</returns>
    internal async Task<MimeMessage?> FindAsync(string name, CancellationToken cancellationToken) =>
        Files().FirstOrDefault(file => file.Name == name) is { } file ? await LoadAsync(file, cancellationToken) : null;

    private static async Task<MimeMessage?> LoadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            return await MimeMessage.LoadAsync(file.FullName, cancellationToken);
        }
        catch (Exception failure) when (failure is FormatException or IOException)
        {
            return null;
        }
    }

    private IEnumerable<FileInfo> Files() =>
        Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles("*.eml", SearchOption.AllDirectories) : [];
}
