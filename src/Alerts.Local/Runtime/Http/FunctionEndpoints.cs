using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging;

namespace Alerts.Local.Runtime.Http;

/// <summary>Serves the HTTP functions at their routes. Keys are not asked for, as in the host on a developer's machine.</summary>
internal sealed partial class FunctionEndpoints(FunctionCatalog catalog, HostSettings host, FunctionInvoker invoker, ILogger<FunctionEndpoints> logger)
{
    /// <exception cref="StartupException">A route template cannot be read.</exception>
    internal void Map(IEndpointRouteBuilder routes)
    {
        foreach (var function in catalog.Https)
        {
            var pattern = Pattern(function);
            if (function.Methods.Count == 0)
                routes.Map(pattern, context => ServeAsync(function, context));
            else
                routes.MapMethods(pattern, function.Methods, context => ServeAsync(function, context));
        }
    }

    private string Pattern(HttpFunction function)
    {
        var pattern = host.RoutePrefix.Length == 0 ? "/" + function.Route : $"/{host.RoutePrefix}/{function.Route}";
        try
        {
            RoutePatternFactory.Parse(pattern);
            return pattern;
        }
        catch (RoutePatternException broken)
        {
            throw new StartupException($"The route \"{function.Route}\" of the function {function.Name} cannot be read: {broken.Message}", broken);
        }
    }

    private async Task ServeAsync(HttpFunction function, HttpContext context)
    {
        var values = new Dictionary<string, object?>();
        foreach (var parameter in function.Method.GetParameters().Where(parameter => parameter.Position != function.Trigger.Position && parameter.ParameterType != typeof(CancellationToken)))
        {
            if (!RouteValue.TryConvert(context.Request.RouteValues[parameter.Name ?? ""]?.ToString(), parameter.ParameterType, out var value))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            values[parameter.Name ?? ""] = value;
        }

        try
        {
            await invoker.InvokeAsync(
                function, context.Request, parameter => values[parameter.Name ?? ""], result => WriteAsync(result, context), context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader has gone; there is nobody to answer.
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = bad.StatusCode;
        }
#pragma warning disable CA1031 // Whatever a function throws is an answer of 500.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.FunctionFailed(logger, failure, function.Name, context.Request.Method, context.Request.Path);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static Task WriteAsync(object? result, HttpContext context)
    {
        if (result is IResult answer)
            return answer.ExecuteAsync(context);

        // A function without a result may have written the response itself.
        if (!context.Response.HasStarted && context.Response.StatusCode == StatusCodes.Status200OK)
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(931, LogLevel.Error, "{Function} failed on {Method} {Path}")]
        internal static partial void FunctionFailed(ILogger logger, Exception exception, string function, string method, string path);
    }
}
