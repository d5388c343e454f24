using System.Text.Json;

namespace Alerts.Pipeline.Delivery.Events;

/// <summary>What SendGrid tells of one mail. All but the kind may be missing: any JSON may stand in an event.</summary>
/// <param name="Kind">"delivered", "bounce" …</param>
/// <param name="Id">Of the event; the same when it is told again.</param>
/// <param name="Type">Of a bounce: "bounce" for good, "blocked" for now.</param>
/// <param name="Status">Of a bounce: the enhanced status code of RFC 3463.</param>
/// <param name="DeliveryId">With the two below, from our custom arguments.</param>
internal sealed record MailEvent(
    string Kind, string Id, string Email, DateTimeOffset? At, string Type, string Status, string Reason, string DeliveryId, string SubscriberId, string SignalId)
{
    // SendGrid posts some hundreds at most; a body is bounded anyway.
    private const int LongestText = 1000;

    /// <summary>The events of a body, in their order; what is no object with a kind is left out.</summary>
    /// <returns>Null where the body is no JSON array.</returns>
    public static IReadOnlyList<MailEvent>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new() { MaxDepth = 16 });
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Select(Read).Where(one => one.Kind.Length > 0)]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static MailEvent Read(JsonElement one) => new(
        Text(one, "event"), Text(one, "sg_event_id"), Text(one, "email"), Time(one), Text(one, "type"), Text(one, "status"), Text(one, "reason"),
        Text(one, SendGridMail.DeliveryArgument), Text(one, SendGridMail.SubscriberArgument), Text(one, SendGridMail.SignalArgument));

    private static string Text(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= LongestText } text ? text : "";

    private static DateTimeOffset? Time(JsonElement one) =>
        one.TryGetProperty("timestamp", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is > 0 and < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
