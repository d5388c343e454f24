using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Alerts.Local.Runtime.Queues;

/// <summary>Takes one queue's messages to its function, by the host's rules.</summary>
/// <param name="function">The function.</param>
/// <param name="queueName">Its queue.</param>
/// <param name="storage">The account; its clients must not encode messages, since a text is copied to the poison queue as it is.</param>
/// <param name="host">host.json.</param>
/// <param name="settings">The lease.</param>
/// <param name="invoker">Calls the function.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed partial class QueueListener(
    QueueFunction function,
    string queueName,
    QueueServiceClient storage,
    HostSettings host,
    RuntimeSettings settings,
    FunctionInvoker invoker,
    TimeProvider time,
    ILogger<QueueListener> logger)
{
    private readonly QueueClient queue = storage.GetQueueClient(queueName);
    private readonly QueueClient? poison = PoisonQueue.Of(queueName, storage);
    private readonly PollingBackOff backOff = new(host.Queues.MaxPollingInterval, Random.Shared.NextDouble);

    /// <summary>Runs until told to stop, and then until the messages that run have ended. Never throws.</summary>
    /// <param name="stop">No message is taken after this.</param>
    /// <param name="abort">Running functions are cancelled; their messages go back.</param>
    internal async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, stop);
        var running = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            var messages = await ReceiveAsync();
            if (stop.IsCancellationRequested)
            {
                await Task.WhenAll(messages.Select(GiveBackAsync));
                break;
            }

            running.AddRange(messages.Select(message => HandleAsync(message, abort)));
            if (messages.Length == 0)
                await Task.Delay(backOff.AfterEmpty(), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else
                backOff.Reset();

            running.RemoveAll(task => task.IsCompleted);
            while (running.Count > host.Queues.NewBatchThreshold && !stop.IsCancellationRequested)
            {
                await Task.WhenAny([.. running, stopped]);
                running.RemoveAll(task => task.IsCompleted);
            }
        }

        await Task.WhenAll(running);
    }

    /// <summary>Not cancelled by a stop: storage would have leased messages to a caller who never saw them.</summary>
    private async Task<QueueMessage[]> ReceiveAsync()
    {
        try
        {
            return (await queue.ReceiveMessagesAsync(host.Queues.BatchSize, settings.MessageLease, CancellationToken.None)).Value;
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            Log.ReceiveFailed(logger, queueName, StorageFailure.Reason(failure));
            return [];
        }
    }

    private async Task GiveBackAsync(QueueMessage message)
    {
        try
        {
            await using var lease = Lease(message);
            await lease.ReleaseAsync(TimeSpan.Zero);
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            Log.StorageFailed(logger, function.Name, message.MessageId, StorageFailure.Reason(failure));
        }
    }

    private async Task HandleAsync(QueueMessage message, CancellationToken abort)
    {
        try
        {
            await using var lease = Lease(message);

            // Left over by a runner that died after the last try it was allowed.
            if (poison is not null && message.DequeueCount > host.Queues.MaxDequeueCount)
                await ToPoisonAsync(lease, message, "it was tried too often");
            else if (!QueueText.TryRead(message.MessageText, host.Queues.Base64, function.Trigger.ParameterType, out var value, out var reason))
                await (poison is null ? lease.ReleaseAsync(host.Queues.VisibilityTimeout) : ToPoisonAsync(lease, message, reason));
            else if (await InvokeAsync(value, message, abort) is not { } failure)
                await lease.DeleteAsync();
            else if (abort.IsCancellationRequested)
                await lease.ReleaseAsync(TimeSpan.Zero);
            else if (poison is not null && message.DequeueCount >= host.Queues.MaxDequeueCount)
                await ToPoisonAsync(lease, message, failure.Message);
            else
                await lease.ReleaseAsync(host.Queues.VisibilityTimeout);
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            // The message comes back when its lease runs out.
            Log.StorageFailed(logger, function.Name, message.MessageId, StorageFailure.Reason(failure));
        }
    }

    /// <returns>Why it failed, or null.</returns>
    private async Task<Exception?> InvokeAsync(object value, QueueMessage message, CancellationToken abort)
    {
        using var timeout = new CancellationTokenSource(host.FunctionTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, timeout.Token);
        try
        {
            await invoker.InvokeAsync(function, value, either.Token);
            return null;
        }
#pragma warning disable CA1031 // Whatever a function throws is its message's failure, not the listener's.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.FunctionFailed(logger, failure, function.Name, message.MessageId, message.DequeueCount, host.Queues.MaxDequeueCount);
            return failure;
        }
    }

    private async Task ToPoisonAsync(MessageLease lease, QueueMessage message, string reason)
    {
        if (poison is not null)
            await PoisonQueue.AddAsync(poison, message.MessageText);
        await lease.DeleteAsync();
        Log.Poisoned(logger, function.Name, message.MessageId, queueName, reason);
    }

    private MessageLease Lease(QueueMessage message) => new(queue, message, settings.MessageLease, time, logger);

    private static partial class Log
    {
        [LoggerMessage(901, LogLevel.Error, "{Function} failed on message {MessageId} (try {Attempt} of {Most})")]
        internal static partial void FunctionFailed(ILogger logger, Exception exception, string function, string messageId, long attempt, int most);

        [LoggerMessage(902, LogLevel.Error, "{Function}: message {MessageId} moved to {Queue}-poison: {Reason}")]
        internal static partial void Poisoned(ILogger logger, string function, string messageId, string queue, string reason);

        [LoggerMessage(903, LogLevel.Warning, "The queue {Queue} could not be read, and will be tried again: {Reason}")]
        internal static partial void ReceiveFailed(ILogger logger, string queue, string reason);

        [LoggerMessage(904, LogLevel.Warning, "{Function}: storage failed after message {MessageId} ran, so it will run again: {Reason}")]
        internal static partial void StorageFailed(ILogger logger, string function, string messageId, string reason);
    }
}
