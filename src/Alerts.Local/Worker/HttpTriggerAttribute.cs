namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for HTTP requests of the methods given, at <see cref="Route"/> or, where it is null, at the function's name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    public AuthorizationLevel AuthLevel { get; } = authLevel;

    public string[] Methods { get; } = methods;

    public string? Route { get; set; }
}

/// <summary>The key a request must carry. The local runtime serves Anonymous functions alone.</summary>
public enum AuthorizationLevel
{
    Anonymous,
    User,
    Function,
    System,
    Admin,
}
