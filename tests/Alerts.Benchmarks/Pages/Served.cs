namespace Alerts.Benchmarks.Pages;

/// <summary>How one request was served.</summary>
/// <param name="Total">From the first byte of the request to the last of the answer.</param>
/// <param name="Storage">How much of it at least one storage request was under way.</param>
/// <param name="Requests">Storage requests.</param>
internal sealed record Served(TimeSpan Total, TimeSpan Storage, int Requests);
