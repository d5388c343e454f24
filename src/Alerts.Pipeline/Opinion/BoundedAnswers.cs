namespace Alerts.Pipeline.Opinion;

/// <summary>Reads answers whole up to a size and fails beyond it; follows no redirect, which would carry the article elsewhere.</summary>
/// <param name="most">Bytes.</param>
internal sealed class BoundedAnswers(int most) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(most, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
