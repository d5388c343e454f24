using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Alerts.Local.Runtime.Queues;

/// <summary>Where a queue's messages end that were tried too often: the queue of the same name with "-poison".</summary>
internal static class PoisonQueue
{
    private const string Suffix = "-poison";

    /// <returns>Null for a queue that is itself a poison queue: its messages have nowhere to go, and are tried for ever.</returns>
    internal static QueueClient? Of(string queue, QueueServiceClient storage) =>
        queue.EndsWith(Suffix, StringComparison.Ordinal) ? null : storage.GetQueueClient(queue + Suffix);

    /// <summary>Adds a copy of the text as it lay in the queue, and creates the poison queue with the first.</summary>
    internal static async Task AddAsync(QueueClient poison, string text)
    {
        try
        {
            await poison.SendMessageAsync(text);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await poison.CreateIfNotExistsAsync();
            await poison.SendMessageAsync(text);
        }
    }
}
