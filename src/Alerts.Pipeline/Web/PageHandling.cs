using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.Web;

/// <summary>Runs a page function: what goes wrong in it is logged, and its reader gets a page that says so.</summary>
public sealed partial class PageHandling(ILogger<PageHandling> logger)
{
    public async Task<IResult> RunAsync(string function, Func<Task<IResult>> work, CancellationToken cancellation)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The reader has gone; there is nobody to answer.
            throw;
        }
        catch (BadHttpRequestException bad)
        {
            return Notices.BadForm(bad.StatusCode);
        }
        catch (Exception away) when (away is RequestFailedException { Status: 0 or 429 or >= 500 } or AggregateException { InnerException: RequestFailedException })
        {
            Log.StorageAway(logger, away, function);
            return Notices.Busy();
        }
#pragma warning disable CA1031 // Whatever a page throws is told on a page.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.PageFailed(logger, failure, function);
            return Notices.Failed();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1501, LogLevel.Warning, "{Function}: the storage does not answer", EventName = "PageWithoutStorage")]
        internal static partial void StorageAway(ILogger logger, Exception exception, string function);

        [LoggerMessage(1502, LogLevel.Error, "{Function} failed", EventName = "PageFailed")]
        internal static partial void PageFailed(ILogger logger, Exception exception, string function);
    }
}
