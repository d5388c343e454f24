using Azure;

namespace Alerts.Local.Runtime;

/// <summary>Tells trouble with storage, which passes, from defects, which do not.</summary>
internal static class StorageFailure
{
    /// <summary>What the storage clients throw once their own retries are used up.</summary>
    internal static bool Is(Exception exception) =>
        exception is RequestFailedException or AggregateException or IOException or OperationCanceledException or HttpRequestException;

    /// <summary>The innermost message: the outer ones count retries.</summary>
    internal static string Reason(Exception exception) => FirstLine(exception.GetBaseException().Message);

    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();
}
