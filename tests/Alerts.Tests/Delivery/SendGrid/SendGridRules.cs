using System.Net.Mail;
using System.Text;
using System.Text.Json.Nodes;

namespace Alerts.Tests.Delivery.SendGrid;

/// <summary>What SendGrid publishes about requests to v3/mail/send. Where its pages differ, the stricter one holds.</summary>
internal static class SendGridRules
{
    /// <summary>"The total size of your email, including attachments, must be less than 30MB."</summary>
    internal const int MostBytes = 30 * 1024 * 1024;

    private const string Errors = "https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors";
    private const string Limits = "https://docs.sendgrid.com/api-reference/mail-send/limitations";
    private const string Tags = "https://www.twilio.com/docs/sendgrid/for-developers/sending-email/substitution-tags";

    private static readonly string[] Lists = ["to", "cc", "bcc"];

    private static readonly HashSet<string> Reserved = new(
        ["x-sg-id", "x-sg-eid", "received", "dkim-signature", "Content-Type", "Content-Transfer-Encoding", "To", "From", "Subject", "Reply-To", "CC", "BCC"], StringComparer.OrdinalIgnoreCase);

    internal static IReadOnlyDictionary<string, SendGridRule> All { get; } = new Dictionary<string, SendGridRule>
    {
        ["a personalization"] = new(Errors, "There must be a personalization.", request => When(Personalizations(request).Count == 0, "personalizations")),
        ["1,000 personalizations"] = new(Errors, "No more than 1000 personalizations a request.", request => When(Personalizations(request).Count > 1000, "personalizations")),
        ["1,000 recipients"] = new(Limits, "No more than 1000 recipients a request.", request => When(Personalizations(request).Sum(one => Recipients(one).Count()) > 1000, "personalizations")),
        ["a recipient each"] = new(Errors, "Every personalization needs a recipient.", request => Each(request, one => one["to"] is not JsonArray { Count: > 0 }, ".to")),
        ["valid addresses"] = new(Errors, "The address is not valid.", request => Personalizations(request).SelectMany((one, i) =>
            Recipients(one).Where(recipient => !IsAddress(Text(recipient.Person, "email"))).Select(recipient => $"personalizations.{i}.{recipient.List}.{recipient.At}.email"))),
        ["plain names"] = new(Limits, "Names hold neither ';' nor ','.", request => Personalizations(request).SelectMany((one, i) =>
            Recipients(one).Where(recipient => Text(recipient.Person, "name")?.AsSpan().ContainsAny(';', ',') == true).Select(recipient => $"personalizations.{i}.{recipient.List}.{recipient.At}.name"))),
        ["unique addresses"] = new(Errors, "Addresses are unique among to, cc and bcc.", request =>
            Each(request, one => Recipients(one).GroupBy(recipient => Text(recipient.Person, "email"), StringComparer.OrdinalIgnoreCase).Any(same => same.Count() > 1), "")),
        ["a sender"] = new(Errors, "There must be a valid sender.", request => When(!IsAddress(Text(request["from"], "email")), "from.email")),
        ["a sender in ASCII"] = new(Limits, "The sender has no Unicode encoding.", request => When(Text(request["from"], "email")?.All(char.IsAscii) == false, "from.email")),
        ["a subject"] = new(Errors, "There must be a subject of a character or more.", request =>
            string.IsNullOrEmpty(Text(request, "subject")) ? Each(request, one => string.IsNullOrEmpty(Text(one, "subject")), ".subject") : []),
        ["content"] = new(Errors, "There must be content.", request => When(Contents(request).Count == 0, "content")),
        ["content of a character"] = new(Errors, "Content has a character or more.", request => Contents(request).Where(part => string.IsNullOrEmpty(Text(part, "value"))).Select((_, i) => $"content.{i}.value")),
        ["content types"] = new(Errors, "A content type has a character or more, and no ';' or line break.", request =>
            Contents(request).Where(part => Text(part, "type") is null or "" || Text(part, "type")!.AsSpan().ContainsAny(";\r\n")).Select((_, i) => $"content.{i}.type")), // the first half asks for null
        ["plain text first"] = new(Errors, "text/plain comes first, then text/html, then others.", request => When(!InOrder([.. Contents(request).Select(part => Text(part, "type"))]), "content")),
        ["custom arguments of strings"] = new(Errors, "Custom arguments are strings.", request => Each(request, one => !AreStrings(one["custom_args"]), ".custom_args")),
        ["10,000 bytes of custom arguments"] = new(Limits, "Custom arguments have less than 10000 bytes.", request => Each(request, one => Bytes(one["custom_args"]) + Bytes(request["custom_args"]) >= 10_000, ".custom_args")),
        ["headers of strings"] = new(Errors, "Header values are strings.", request => Each(request, one => !AreStrings(one["headers"]), ".headers")),
        ["reserved headers"] = new(Errors, "The header is reserved.", request => Each(request, one => Names(one["headers"]).Any(Reserved.Contains), ".headers")),
        ["header names"] = new(Errors, "Header names are ASCII without spaces.", request => Each(request, one => Names(one["headers"]).Any(name => name.Length == 0 || !name.All(c => c is > ' ' and < '\x7f')), ".headers")),
        ["headers once"] = new(Errors, "A header comes once.", request => Each(request, one => Names(one["headers"]).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Any(same => same.Count() > 1), ".headers")),
        ["substitutions of strings"] = new(Errors, "Substitutions are strings.", request => Each(request, one => !AreStrings(one["substitutions"]), ".substitutions")),
        ["150 substitutions"] = new(Errors, "No more than 150 substitutions a personalization.", request => Each(request, one => Names(one["substitutions"]).Count() > 150, ".substitutions")),
        ["10,000 substitutions"] = new(Errors, "No more than 10000 substitutions a request.", request => When(Personalizations(request).Sum(one => Names(one["substitutions"]).Count()) > 10_000, "personalizations")),
        ["50,000 bytes of substitutions"] = new(Tags, "No more than 50000 bytes of substitutions a personalization.", request => Each(request, one => Bytes(one["substitutions"]) > 50_000, ".substitutions")),
        ["10 categories"] = new(Errors, "No more than 10 categories.", request => When(request["categories"] is JsonArray { Count: > 10 }, "categories")),
        ["72 hours ahead"] = new(Errors, "No more than 72 hours ahead.", request => When(request["send_at"] is JsonValue at && at.GetValue<long>() > TimeProvider.System.GetUtcNow().AddHours(72).ToUnixTimeSeconds(), "send_at")),
        ["a batch of a string"] = new(Errors, "The batch id is a string.", request => When(request["batch_id"] is { } id && id.GetValueKind() != System.Text.Json.JsonValueKind.String, "batch_id")),
    };

    internal static IReadOnlyList<JsonObject> Personalizations(JsonObject request) => request["personalizations"] is JsonArray all ? [.. all.OfType<JsonObject>()] : [];

    internal static string? Text(JsonNode? node, string name) =>
        node is JsonObject thing && thing[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static IReadOnlyList<JsonObject> Contents(JsonObject request) => request["content"] is JsonArray all ? [.. all.OfType<JsonObject>()] : [];

    private static IEnumerable<(string List, int At, JsonNode? Person)> Recipients(JsonObject one) =>
        Lists.SelectMany(list => (one[list] as JsonArray ?? []).Select((person, at) => (list, at, person)));

    private static IEnumerable<string> When(bool broken, string field) => broken ? [field] : [];

    private static IEnumerable<string> Each(JsonObject request, Func<JsonObject, bool> broken, string field) =>
        Personalizations(request).Select((one, i) => (one, i)).Where(pair => broken(pair.one)).Select(pair => $"personalizations.{pair.i}{field}");

    private static bool IsAddress(string? email) =>
        email is not null && MailAddress.TryCreate(email, out var address) && address.Address == email && address.Host.Contains('.', StringComparison.Ordinal);

    private static bool InOrder(IReadOnlyList<string?> types)
    {
        var ranks = types.Select(type => type switch { "text/plain" => 0, "text/html" => 1, _ => 2 }).ToList();
        return ranks.SequenceEqual(ranks.Order());
    }

    private static bool AreStrings(JsonNode? node) =>
        node is null || (node is JsonObject all && all.All(pair => pair.Value?.GetValueKind() == System.Text.Json.JsonValueKind.String));

    private static IEnumerable<string> Names(JsonNode? node) => node is JsonObject all ? all.Select(pair => pair.Key) : [];

    private static int Bytes(JsonNode? node) => node is JsonObject all ? Encoding.UTF8.GetByteCount(all.ToJsonString()) : 0;
}
