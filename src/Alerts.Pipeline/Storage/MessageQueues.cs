using System.Text.Json;
using Azure.Storage.Queues;

namespace Alerts.Pipeline.Storage;

/// <summary>Sends messages: JSON in Base64, without an end to their life, under 48 KiB.</summary>
public sealed class MessageQueues(StorageAccount account)
{
    /// <summary>48 KiB in Base64 are the service's 64 KiB.</summary>
    internal const int LargestMessage = 48 * 1024;

    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <param name="message">What to send.</param>
    /// <param name="delay">How long it stays unseen; null for not at all.</param>
    public async Task SendAsync(IMessage message, CancellationToken cancellation, TimeSpan? delay = null) =>
        await SendAsync(QueueOf(message), JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), EntityValues.Json), cancellation, delay);

    internal async Task SendAsync(string queue, byte[] json, CancellationToken cancellation, TimeSpan? delay = null)
    {
        if (json.Length >= LargestMessage)
            throw new PermanentFailure($"A message for the queue {queue} has {json.Length} bytes; it may have {LargestMessage}.");
        await account.Queues.GetQueueClient(queue).SendMessageAsync(new BinaryData(json), delay, Forever, cancellation);
    }

    internal QueueClient Queue(string name) => account.Queues.GetQueueClient(name);

    internal static string QueueOf(IMessage message) => message switch
    {
        FeedsMessage => QueueNames.Feeds,
        HubsMessage => QueueNames.Hubs,
        PagesMessage => QueueNames.Pages,
        ArticleMessage => QueueNames.Articles,
        SignalMessage => QueueNames.Signals,
        EmailsMessage => QueueNames.Emails,
        LinkMessage => QueueNames.Links,
        _ => throw new ArgumentException($"No queue carries {message.GetType().Name}.", nameof(message)),
    };
}
