using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web;

/// <summary>Somebody's own data as a file: kept by nobody on the way.</summary>
internal sealed class DownloadResult(byte[] body, string contentType, string fileName) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
