using System.Text.Json.Serialization;

namespace Alerts.Pipeline.Subscriptions;

/// <summary>What a link in a mail is for; a token of one purpose opens nothing else.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinkPurpose>))]
public enum LinkPurpose
{
    Confirm,
    Unsubscribe,
    Manage,
}

/// <summary>A random token as it is kept: by its hash, with what it is for.</summary>
/// <param name="Hash"><see cref="Web.Tokens.Token.Hash"/> of the token.</param>
public sealed record LinkToken(string Hash, LinkPurpose Purpose, string SubscriberId, DateTimeOffset Expires);
