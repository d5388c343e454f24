using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Local.Runtime;

/// <summary>All functions of some types, held to what the worker and the host accept.</summary>
internal sealed record FunctionCatalog(
    IReadOnlyList<TimerFunction> Timers,
    IReadOnlyList<QueueFunction> Queues,
    IReadOnlyList<HttpFunction> Https)
{
    // The host keeps these for itself and refuses functions that take them.
    private static readonly string[] Reserved = ["admin", "runtime"];

    internal IEnumerable<FunctionDefinition> All => [.. Timers, .. Queues, .. Https];

    /// <summary>The function classes of this assembly: those of the Function App, compiled in.</summary>
    internal static FunctionCatalog OfThisApp() => Find(typeof(FunctionCatalog).Assembly.GetTypes());

    /// <exception cref="StartupException">A function that the worker would skip or the host would refuse.</exception>
    internal static FunctionCatalog Find(IEnumerable<Type> types)
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var functions = types
            .SelectMany(type => type.GetMethods(Any))
            .Select(method => (Method: method, Attribute: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(found => found.Attribute is not null)
            .Select(found => Define(found.Attribute?.Name ?? "", found.Method))
            .OrderBy(function => function.Name, StringComparer.Ordinal)
            .ToList();

        foreach (var same in functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
            throw new StartupException($"Two functions are named {same.Key} ({string.Join(" and ", same.Select(Where))}): give each a name of its own.");

        var https = functions.OfType<HttpFunction>().ToList();
        foreach (var same in https.SelectMany(RouteKeys).GroupBy(key => key.Key, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
            throw new StartupException($"The functions {string.Join(" and ", same.Select(key => key.Function.Name))} both serve {same.Key}: change one route.");

        return new FunctionCatalog([.. functions.OfType<TimerFunction>()], [.. functions.OfType<QueueFunction>()], https);
    }

    private static IEnumerable<(string Key, HttpFunction Function)> RouteKeys(HttpFunction function) =>
        (function.Methods.Count == 0 ? ["any method"] : function.Methods).Select(method => ($"{method} /{function.Route}", function));

    private static FunctionDefinition Define(string name, MethodInfo method)
    {
        if (Reserved.Any(word => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            throw new StartupException($"The function name {name} ({Where(method)}) begins with a word the host keeps for itself ({string.Join(", ", Reserved)}): rename the function.");
        if (!method.IsPublic || method.DeclaringType is not { IsVisible: true })
            throw new StartupException($"The function {name} ({Where(method)}) is not public, and the worker would skip it silently: make class and method public.");

        var triggers = method.GetParameters().Select(parameter => TriggerOf(name, method, parameter)).OfType<FunctionDefinition>().ToList();
        if (triggers is not [var function])
            throw new StartupException($"The function {name} ({Where(method)}) has {triggers.Count} triggers: a function has exactly one.");

        var stray = method.GetParameters().FirstOrDefault(parameter => parameter.Position != function.Trigger.Position && !Binds(function, parameter));
        if (stray is not null)
            throw new StartupException($"The parameter {stray.Name} of the function {name} ({Where(method)}) is of no kind this runtime binds: take what it needs through the constructor.");

        return function;
    }

    private static FunctionDefinition? TriggerOf(string name, MethodInfo method, ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<TimerTriggerAttribute>() is { } timer)
            return new TimerFunction(name, method, Expect(parameter, typeof(TimerInfo), name), timer.Schedule, timer.RunOnStartup);
        if (parameter.GetCustomAttribute<QueueTriggerAttribute>() is { } queue)
            return new QueueFunction(name, method, parameter, queue.QueueName);
        if (parameter.GetCustomAttribute<HttpTriggerAttribute>() is not { } http)
            return null;

        var route = (http.Route ?? name).TrimStart('/');
        if (Reserved.Any(word => route.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            throw new StartupException($"The route {route} of the function {name} begins with a word the host keeps for itself ({string.Join(", ", Reserved)}): choose another route.");

        return new HttpFunction(
            name, method, Expect(parameter, typeof(HttpRequest), name), [.. http.Methods.Select(verb => verb.ToUpperInvariant())], route);
    }

    private static ParameterInfo Expect(ParameterInfo parameter, Type type, string name) => parameter.ParameterType == type
        ? parameter
        : throw new StartupException($"The trigger of the function {name} is bound to {parameter.ParameterType.Name}: this runtime binds it to {type.Name}.");

    private static bool Binds(FunctionDefinition function, ParameterInfo parameter) =>
        parameter.ParameterType == typeof(CancellationToken)
        || (function is HttpFunction http && http.Route.Contains("{" + parameter.Name, StringComparison.OrdinalIgnoreCase));

    private static string Where(FunctionDefinition function) => Where(function.Method);

    private static string Where(MethodInfo method) => $"{method.DeclaringType?.Name}.{method.Name}";
}
