using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>Renders a mail's component to HTML. Mails have services of their own: nothing of a request can reach them.</summary>
internal sealed class MailRenderer(ILoggerFactory logs) : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .AddSingleton(logs)
        .BuildServiceProvider();

    public void Dispose() => services.Dispose();

    /// <summary>A renderer keeps what it rendered, so each mail gets one of its own.</summary>
    internal async Task<string> RenderAsync<T>(Dictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
