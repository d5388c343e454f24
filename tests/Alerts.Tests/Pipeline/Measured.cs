using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Alerts.Pipeline.Telemetry;

namespace Alerts.Tests.Pipeline;

/// <summary>Hears what one instance of the figures is told.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Name, double Value)> told = new();
    private readonly ConcurrentDictionary<string, bool> instruments = new(StringComparer.Ordinal);

    public Measured(AlertsMetrics metrics)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter != metrics.Meter)
                return;
            instruments[instrument.Name] = true;
            listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => told.Enqueue((Name(instrument, tags), value)));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => told.Enqueue((Name(instrument, tags), value)));
        listener.Start();
    }

    public IEnumerable<string> Instruments => instruments.Keys;

    /// <summary>The last value of an instrument, named with its tags' values: <c>alerts.queue.messages feeds</c>.</summary>
    public double Last(string name) => told.Last(each => each.Name == name).Value;

    public bool Heard(string name) => told.Any(each => each.Name == name);

    public void Dispose() => listener.Dispose();

    private static string Name(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name;
        foreach (var tag in tags)
            name += $" {tag.Value}";
        return name;
    }
}
