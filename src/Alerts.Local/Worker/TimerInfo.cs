namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told of its schedule.</summary>
public sealed class TimerInfo
{
    /// <summary>Null where the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    public bool IsPastDue { get; set; }
}

/// <summary>The last and next runs of a timer, in the host's local time.</summary>
public sealed class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
