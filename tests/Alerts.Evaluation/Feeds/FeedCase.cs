using System.Text.Json;

namespace Alerts.Evaluation.Feeds;

/// <summary>One feed and what must be read from it.</summary>
/// <param name="Feed_as">bytes, text (decoded already) or http (with <paramref name="Headers"/> and <paramref name="Url"/>).</param>
internal sealed record FeedCase(
    string Id, string File, string Feed_as, string? Url, Dictionary<string, string> Headers, string[] Needs, FeedAssertion[] Assert);

/// <summary>One field of a feed.</summary>
/// <param name="Text">The visible text of an HTML value; null where the value's own is to be taken.</param>
internal sealed record FeedAssertion(string Path, string Op, JsonElement Value, string Tier, string? Text, string[]? Flags)
{
    public bool IsMarkup => Flags?.Contains("markup") == true;

    public bool AllowsEitherDate => Flags?.Contains("policy-dc-date") == true;
}
