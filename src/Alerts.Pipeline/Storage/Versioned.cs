using Azure;

namespace Alerts.Pipeline.Storage;

/// <summary>A record and the version it was read at, so that a write can say "only if nobody wrote since".</summary>
public sealed record Versioned<T>(T Value, ETag Tag);
