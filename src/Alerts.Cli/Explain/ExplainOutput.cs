using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Detection;

namespace Alerts.Cli.Explain;

/// <summary>Writes what the detector found, for people and as JSON.</summary>
internal static class ExplainOutput
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(DetectionResult result, DetectionData data)
    {
        var text = new StringBuilder();
        if (result.Declined is { } declined)
            text.AppendLine(CultureInfo.InvariantCulture, $"Not read: {declined}.");
        if (result.Findings.Count == 0)
            text.AppendLine("No signal.");
        foreach (var f in result.Findings)
        {
            var topic = data.Topics.FirstOrDefault(t => t.Id == f.Topic)?.Name ?? f.Topic ?? f.ObjectPhrase;
            var move = f.Kind == SignalKind.Change ? $"{Lower(f.From)} -> {Lower(f.To)}" : $"{Lower(f.To)}{(f.Reiterated ? ", reiterated" : "")}";
            var about = f.About is null || f.About == f.Actor ? "" : $" (on {f.About})";
            text.AppendLine(CultureInfo.InvariantCulture, $"{f.Kind.ToString().ToUpperInvariant()}  {f.Actor}: {topic}{about}, {move}{(f.Hedged ? ", hedged" : "")}{(f.Commitment == Commitment.Conditional ? ", conditional" : "")}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  \"{f.Evidence.Quote}\"");
            if (f.Condition is not null)
                text.AppendLine(CultureInfo.InvariantCulture, $"  condition  {f.Condition}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  rule {f.Evidence.Rule}, act {f.Act}, cue \"{f.Evidence.Cue}\"{(f.Evidence.Speaker is null ? "" : $", said by {f.Evidence.Speaker}")}");
        }

        if (result.Dropped.Count > 0)
            text.AppendLine().AppendLine("Near misses:");
        foreach (var d in result.Dropped)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {d.Reason} [{d.Rule}]").AppendLine(CultureInfo.InvariantCulture, $"    \"{d.Quote}\"");
        return text.ToString();
    }

    public static string Json(DetectionResult result, ExplainSource source)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteStartArray("signals");
            foreach (var finding in result.Findings)
                Write(json, finding, source);
            json.WriteEndArray();
            json.WriteStartArray("dropped");
            foreach (var d in result.Dropped)
            {
                json.WriteStartObject();
                json.WriteString("quote", d.Quote);
                json.WriteString("rule", d.Rule);
                json.WriteString("reason", d.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Finding f, ExplainSource source)
    {
        var offset = source.Offset(f.Evidence.Part);
        json.WriteStartObject();
        json.WriteString("kind", f.Kind.ToString().ToLowerInvariant());
        json.WriteString("actor", f.Actor);
        json.WriteString("topic", f.Topic);
        json.WriteString("about", f.About);
        json.WriteString("from", Lower(f.From));
        json.WriteString("to", Lower(f.To));
        json.WriteString("commitment", f.Commitment.ToString().ToLowerInvariant());
        json.WriteString("condition", f.Condition);
        json.WriteString("act", f.Act);
        json.WriteString("basis", "textual");
        json.WriteBoolean("hedged", f.Hedged);
        json.WriteBoolean("reiterated", f.Reiterated);
        json.WriteString("quote", f.Evidence.Quote);
        json.WriteStartArray("span");
        json.WriteNumberValue(f.Evidence.Span.Start + offset);
        json.WriteNumberValue(f.Evidence.Span.End + offset);
        json.WriteEndArray();
        json.WriteString("rule", f.Evidence.Rule);
        json.WriteString("cue", f.Evidence.Cue);
        json.WriteString("speaker", f.Evidence.Speaker);
        json.WriteEndObject();
    }

    private static string Lower(Position position) => position.ToString().ToLowerInvariant();
}
