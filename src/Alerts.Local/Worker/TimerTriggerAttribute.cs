namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on a six-field NCRONTAB schedule, or on the one an app setting in percent signs holds.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    public string Schedule { get; } = schedule;

    public bool RunOnStartup { get; set; }
}
