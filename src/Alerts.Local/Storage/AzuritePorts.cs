namespace Alerts.Local.Storage;

/// <summary>The loopback ports of the three services; 0 asks for any that is free.</summary>
public sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>The ports that UseDevelopmentStorage=true means.</summary>
    public static AzuritePorts Default { get; } = new(10000, 10001, 10002);

    public static AzuritePorts AnyFree { get; } = new(0, 0, 0);

    /// <summary>Three ports in a row. 0 stays "any free".</summary>
    public static AzuritePorts From(int first) => first == 0 ? AnyFree : new(first, first + 1, first + 2);

    public override string ToString() => $"{Blob}, {Queue} and {Table}";
}
