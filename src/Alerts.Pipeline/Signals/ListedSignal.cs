using Alerts.Detection;

namespace Alerts.Pipeline.Signals;

/// <summary>A signal as the lists of topics and actors have it.</summary>
public sealed record ListedSignal(string Id, SignalKind Kind, DateTimeOffset AsOf);
