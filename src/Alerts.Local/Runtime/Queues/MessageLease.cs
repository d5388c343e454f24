using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Alerts.Local.Runtime.Queues;

/// <summary>
/// A message that is ours for a time, and longer while it runs. Each renewal changes the receipt by which the message
/// may be deleted, so whoever ends the lease first ends the renewing.
/// No call here takes a token: cancelled half-way it would leave a receipt that nobody knows.
/// </summary>
internal sealed partial class MessageLease : IAsyncDisposable
{
    private readonly QueueClient queue;
    private readonly QueueMessage message;
    private readonly TimeSpan length;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly CancellationTokenSource ending = new();
    private readonly Task renewing;
    private string receipt;

    internal MessageLease(QueueClient queue, QueueMessage message, TimeSpan length, TimeProvider time, ILogger logger)
    {
        (this.queue, this.message, this.length, this.time, this.logger) = (queue, message, length, time, logger);
        receipt = message.PopReceipt;
        renewing = RenewAsync(ending.Token);
    }

    /// <summary>Done: the message goes.</summary>
    /// <returns>False where the lease had run out and the message is someone else's by now.</returns>
    internal Task<bool> DeleteAsync() => EndAsync(() => queue.DeleteMessageAsync(message.MessageId, receipt));

    /// <summary>Not done: the message is visible again after <paramref name="delay"/>.</summary>
    /// <returns>As with <see cref="DeleteAsync"/>.</returns>
    internal Task<bool> ReleaseAsync(TimeSpan delay) =>
        EndAsync(() => queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: delay));

    public async ValueTask DisposeAsync()
    {
        await StopRenewingAsync();
        ending.Dispose();
    }

    private static bool IsLost(RequestFailedException failure) =>
        failure.ErrorCode == QueueErrorCode.MessageNotFound
        || failure.ErrorCode == QueueErrorCode.PopReceiptMismatch
        || failure.ErrorCode == QueueErrorCode.QueueNotFound;

    private async Task<bool> EndAsync(Func<Task> end)
    {
        await StopRenewingAsync();
        try
        {
            await end();
            return true;
        }
        catch (RequestFailedException failure) when (IsLost(failure))
        {
            Log.Lost(logger, message.MessageId, queue.Name);
            return false;
        }
    }

    private async Task StopRenewingAsync()
    {
        await ending.CancelAsync();
        await renewing;
    }

    private async Task RenewAsync(CancellationToken stop)
    {
        var pause = length / 2;
        while (true)
        {
            try
            {
                await Task.Delay(pause, time, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                var renewed = await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: length, cancellationToken: CancellationToken.None);
                receipt = renewed.Value.PopReceipt;
                pause = length / 2;
            }
            catch (RequestFailedException failure) when (IsLost(failure))
            {
                Log.Lost(logger, message.MessageId, queue.Name);
                return;
            }
            catch (Exception failure) when (StorageFailure.Is(failure))
            {
                // Half the lease is left: there is time for some more tries.
                Log.RenewalFailed(logger, message.MessageId, queue.Name, StorageFailure.Reason(failure));
                pause = length / 10;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(911, LogLevel.Warning, "The lease on message {MessageId} of {Queue} ran out while it ran; another run has it now")]
        internal static partial void Lost(ILogger logger, string messageId, string queue);

        [LoggerMessage(912, LogLevel.Warning, "The lease on message {MessageId} of {Queue} could not be renewed: {Reason}")]
        internal static partial void RenewalFailed(ILogger logger, string messageId, string queue, string reason);
    }
}
