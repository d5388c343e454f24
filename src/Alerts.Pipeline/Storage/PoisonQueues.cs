using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Alerts.Pipeline.Storage;

/// <summary>What was given up, for the operator: to look at, to send again, to drop.</summary>
public sealed class PoisonQueues(StorageAccount account)
{
    /// <summary>The service shows no more without taking them out.</summary>
    public const int MostShown = 32;

    // Longer than a search takes; a search that is killed gives its messages back after it.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>How many messages a poison queue holds, about; 0 where there is none.</summary>
    public async Task<int> CountAsync(string queue, CancellationToken cancellation)
    {
        try
        {
            return (await Poison(queue).GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return 0;
        }
    }

    /// <summary>The oldest messages of a poison queue, at most <see cref="MostShown"/>; they stay as they are.</summary>
    public async Task<IReadOnlyList<PoisonMessage>> PeekAsync(string queue, CancellationToken cancellation)
    {
        try
        {
            return [.. (await Poison(queue).PeekMessagesAsync(MostShown, cancellation)).Value
                .Select(message => PoisonMessage.Read(message.MessageId, queue, message.InsertedOn, message.Body.ToString()))];
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
    }

    /// <summary>Sends the chosen messages again, each before it leaves the poison queue: a crash between repeats it, which handlers bear.</summary>
    /// <returns>Those sent.</returns>
    public async Task<IReadOnlyList<PoisonMessage>> ReplayAsync(string queue, Func<PoisonMessage, bool> chosen, CancellationToken cancellation) =>
        await TakeAsync(
            queue, chosen, message => account.RawQueues.GetQueueClient(queue).SendMessageAsync(message.ToReplay(), timeToLive: Forever, cancellationToken: cancellation), cancellation);

    /// <summary>Deletes the chosen messages.</summary>
    /// <returns>Those deleted.</returns>
    public async Task<IReadOnlyList<PoisonMessage>> DropAsync(string queue, Func<PoisonMessage, bool> chosen, CancellationToken cancellation) =>
        await TakeAsync(queue, chosen, _ => Task.CompletedTask, cancellation);

    /// <summary>Finds a message anywhere in the queue; those before it are leased for a moment and given back.</summary>
    public async Task<PoisonMessage?> FindAsync(string queue, Func<PoisonMessage, bool> chosen, CancellationToken cancellation)
    {
        if ((await PeekAsync(queue, cancellation)).FirstOrDefault(chosen) is { } near)
            return near;
        PoisonMessage? found = null;
        await VisitAsync(
            queue,
            (_, message) =>
            {
                if (found is null && chosen(message))
                    found = message;
                return Task.FromResult(false);
            },
            cancellation);
        return found;
    }

    private async Task<IReadOnlyList<PoisonMessage>> TakeAsync(string queue, Func<PoisonMessage, bool> chosen, Func<PoisonMessage, Task> work, CancellationToken cancellation)
    {
        var taken = new List<PoisonMessage>();
        await VisitAsync(
            queue,
            async (leased, message) =>
            {
                if (!chosen(message))
                    return false;
                await work(message);
                await Poison(queue).DeleteMessageAsync(leased.MessageId, leased.PopReceipt, cancellation);
                taken.Add(message);
                return true;
            },
            cancellation);
        return taken;
    }

    /// <summary>Leases every message once, and gives back what the visitor did not take (true: it is gone).</summary>
    private async Task VisitAsync(string queue, Func<QueueMessage, PoisonMessage, Task<bool>> visit, CancellationToken cancellation)
    {
        var poison = Poison(queue);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = new List<QueueMessage>();
        try
        {
            while ((await poison.ReceiveMessagesAsync(MostShown, Lease, cancellation)).Value is { Length: > 0 } batch)
            {
                left.AddRange(batch);
                if (!batch.Any(message => seen.Add(message.MessageId)))
                    break;
                foreach (var message in batch)
                {
                    if (await visit(message, PoisonMessage.Read(message.MessageId, queue, message.InsertedOn, message.Body.ToString())))
                        left.Remove(message);
                }
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404 && missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
        }
        finally
        {
            // Also after Ctrl+C: without it they would stay hidden for minutes.
            foreach (var message in left)
                await poison.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: CancellationToken.None);
        }
    }

    private QueueClient Poison(string queue) => account.RawQueues.GetQueueClient(QueueNames.Poison(queue));
}
