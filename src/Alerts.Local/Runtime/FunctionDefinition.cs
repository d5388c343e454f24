using System.Reflection;

namespace Alerts.Local.Runtime;

/// <summary>A function as its attributes declare it.</summary>
/// <param name="Name">Unique among all functions, whatever its case.</param>
/// <param name="Method">Public, of a public class.</param>
/// <param name="Trigger">The parameter that carries the trigger attribute.</param>
internal abstract record FunctionDefinition(string Name, MethodInfo Method, ParameterInfo Trigger);

/// <param name="Schedule">Six-field NCRONTAB, or a setting's name in percent signs.</param>
internal sealed record TimerFunction(string Name, MethodInfo Method, ParameterInfo Trigger, string Schedule, bool RunOnStartup)
    : FunctionDefinition(Name, Method, Trigger);

/// <param name="Queue">The queue's name, or a setting's name in percent signs.</param>
internal sealed record QueueFunction(string Name, MethodInfo Method, ParameterInfo Trigger, string Queue)
    : FunctionDefinition(Name, Method, Trigger);

/// <param name="Methods">In upper case; empty means every method.</param>
/// <param name="Route">The template without the prefix of host.json.</param>
internal sealed record HttpFunction(string Name, MethodInfo Method, ParameterInfo Trigger, IReadOnlyList<string> Methods, string Route)
    : FunctionDefinition(Name, Method, Trigger);
