namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for each message of a queue. Connection left out means AzureWebJobsStorage.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    public string QueueName { get; } = queueName;

    public string? Connection { get; set; }
}
