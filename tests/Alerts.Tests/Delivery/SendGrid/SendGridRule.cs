using System.Text.Json.Nodes;

namespace Alerts.Tests.Delivery.SendGrid;

/// <summary>A rule that SendGrid publishes for v3/mail/send.</summary>
/// <param name="Source">The page that has it.</param>
/// <param name="Message">What is answered where a request breaks it, in our words.</param>
/// <param name="Faults">The fields of a request that break it; none for a good one.</param>
internal sealed record SendGridRule(string Source, string Message, Func<JsonObject, IEnumerable<string>> Faults);
