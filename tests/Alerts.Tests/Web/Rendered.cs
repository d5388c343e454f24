using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alerts.Tests.Web;

/// <summary>A page's component as HTML, without a server.</summary>
internal static class Rendered
{
    internal static async Task<string> PageAsync<T>(string parameter, object value)
        where T : IComponent
    {
        await using var services = new ServiceCollection()
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).AddSingleton(Examples.Links).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(new Dictionary<string, object?> { [parameter] = value }))).ToHtmlString());
    }

    /// <summary>Without the style sheet, which every page repeats and its own test holds.</summary>
    internal static string WithoutStyle(string html)
    {
        var start = html.IndexOf("<style>", StringComparison.Ordinal);
        var end = html.IndexOf("</style>", StringComparison.Ordinal);
        return start < 0 ? html : html[..start] + html[end..].Replace("</style>", "", StringComparison.Ordinal);
    }
}
