using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Local.Runtime;

/// <summary>Calls a function on an instance of its own, made from a service scope of its own, as the worker does.</summary>
internal sealed class FunctionInvoker(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<Type, ObjectFactory> factories = [];

    /// <param name="function">What to call.</param>
    /// <param name="trigger">The value of the trigger's parameter.</param>
    /// <param name="bind">The values of the others, other than cancellation tokens.</param>
    /// <param name="cancellationToken">What the function gets as its token.</param>
    /// <param name="consume">Uses the function's result while its scope lives; null for a function without one.</param>
    internal async Task InvokeAsync(
        FunctionDefinition function,
        object? trigger,
        Func<ParameterInfo, object?> bind,
        Func<object?, Task> consume,
        CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var instance = function.Method.IsStatic ? null : Create(function, scope.ServiceProvider);
        try
        {
            var arguments = function.Method.GetParameters()
                .Select(parameter => parameter.Position == function.Trigger.Position ? trigger
                    : parameter.ParameterType == typeof(CancellationToken) ? cancellationToken
                    : bind(parameter))
                .ToArray();
            var returned = function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
            await consume(await ResultOfAsync(returned));
        }
        finally
        {
            if (instance is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else if (instance is IDisposable disposable)
                disposable.Dispose();
        }
    }

    internal Task InvokeAsync(FunctionDefinition function, object? trigger, CancellationToken cancellationToken) =>
        InvokeAsync(function, trigger, _ => null, _ => Task.CompletedTask, cancellationToken);

    private static async Task<object?> ResultOfAsync(object? returned)
    {
        if (returned is ValueTask plain)
            returned = plain.AsTask();
        else if (returned?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            returned = type.GetMethod(nameof(ValueTask<>.AsTask))?.Invoke(returned, null);

        if (returned is not Task task)
            return returned;

        await task;
        return task.GetType().GetProperty(nameof(Task<>.Result)) is { } result && result.PropertyType.IsVisible
            ? result.GetValue(task)
            : null;
    }

    private object Create(FunctionDefinition function, IServiceProvider services)
    {
        var type = function.Method.DeclaringType ?? throw new InvalidOperationException($"{function.Name} has no class.");
        return factories.GetOrAdd(type, static known => ActivatorUtilities.CreateFactory(known, []))(services, null);
    }
}
