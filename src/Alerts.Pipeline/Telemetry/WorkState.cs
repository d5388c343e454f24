namespace Alerts.Pipeline.Telemetry;

/// <summary>How the work stands.</summary>
/// <param name="PollAge">Time since a poll of any feed succeeded, or since one was first due where none ever did; null where there is no feed to poll.</param>
public sealed record WorkState(IReadOnlyList<QueueState> Queues, int ActiveFeeds, int FailingFeeds, TimeSpan? PollAge);

/// <param name="Messages">About; hidden ones count too.</param>
/// <param name="Oldest">Age of the first visible message; null where none is visible.</param>
/// <param name="Poison">Messages that were given up, about.</param>
public sealed record QueueState(string Name, int Messages, TimeSpan? Oldest, int Poison);
