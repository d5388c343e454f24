namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a public method as a function; the worker's attribute of the same name, for the local runtime.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
