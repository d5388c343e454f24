using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Alerts.Tests;

/// <summary>Web servers of tests: on 127.0.0.1, a free port, silent.</summary>
internal static class Loopback
{
    /// <returns>Not started yet: what it answers is the caller's.</returns>
    public static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        return builder.Build();
    }
}
