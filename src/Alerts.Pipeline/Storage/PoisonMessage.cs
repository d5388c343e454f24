using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alerts.Pipeline.Storage;

/// <summary>A message that was given up. Our handlers say why; the host, which poisons what was thrown, does not.</summary>
/// <param name="Id">The queue service's.</param>
/// <param name="Queue">The queue it failed in.</param>
/// <param name="Poisoned">When it came into the poison queue.</param>
/// <param name="Function">Who gave it up; null where the host did.</param>
/// <param name="Reason">One sentence; null where the host did.</param>
/// <param name="FirstFailure">Null where the host gave it up.</param>
/// <param name="Body">The message that failed: JSON, or whatever else lay there.</param>
/// <param name="Raw">As it lies in the poison queue.</param>
public sealed record PoisonMessage(
    string Id, string Queue, DateTimeOffset? Poisoned, string? Function, string? Reason, DateTimeOffset? FirstFailure, string Body, string Raw)
{
    /// <summary>Reads either shape; what is neither is its own body. Pure.</summary>
    internal static PoisonMessage Read(string id, string queue, DateTimeOffset? inserted, string raw)
    {
        var text = Decode(raw);
        return Parse(text) is { } json && json["function"] is JsonValue function && json["reason"] is JsonValue reason && json["message"] is JsonObject message
            ? new(id, queue, inserted, function.ToString(), reason.ToString(), Time(json["firstFailure"]), message.ToJsonString(EntityValues.Json), raw)
            : new(id, queue, inserted, null, null, null, text, raw);
    }

    /// <summary>What to send to have it tried again: without the memory of the outage that it was given up for, which would give it up at once.</summary>
    internal string ToReplay()
    {
        if (Parse(Body) is not { } json)
            return Raw;
        foreach (var name in json.Select(property => property.Key).Where(name => name.Equals("delayed", StringComparison.OrdinalIgnoreCase)).ToList())
            json.Remove(name);
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(json));
    }

    private static string Decode(string raw)
    {
        var bytes = new byte[raw.Length];
        if (!Convert.TryFromBase64String(raw, bytes, out var length))
            return raw;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return raw;
        }
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Time(JsonNode? node) => node is JsonValue value && value.TryGetValue<DateTimeOffset>(out var time) ? time : null;
}
