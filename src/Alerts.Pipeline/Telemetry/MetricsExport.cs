using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Alerts.Pipeline.Telemetry;

/// <summary>
/// Sends our figures to Application Insights where the host's own settings name it, signed in as they say. Logs and requests go there by the host.
/// </summary>
internal sealed class MetricsExport(IConfiguration configuration) : IHostedService, IDisposable
{
    private const string Connection = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    private MeterProvider? provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration[Connection] is not { Length: > 0 } connection)
            return Task.CompletedTask;
        provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(AlertsMetrics.MeterName)
            .AddAzureMonitorMetricExporter(options =>
            {
                options.ConnectionString = connection;
                options.Credential = Credential(configuration[Authentication]);
            })
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>An instance may end any minute: what it knows goes out first.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        provider?.ForceFlush((int)TimeSpan.FromSeconds(5).TotalMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose() => provider?.Dispose();

    /// <summary>The host's form: <c>Authorization=AAD</c>, with <c>ClientId=…</c> for a user-assigned identity; null where it asks for no sign-in. Pure.</summary>
    internal static TokenCredential? Credential(string? authentication)
    {
        var parts = (authentication ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        if (!parts["Authorization"].Contains("AAD", StringComparer.OrdinalIgnoreCase))
            return null;
        return new ManagedIdentityCredential(parts["ClientId"].FirstOrDefault() is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned);
    }
}
