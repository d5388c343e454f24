namespace Alerts.Feeds.Reading;

/// <summary>How far a value reaches.</summary>
/// <param name="End">Where its bytes end.</param>
/// <param name="After">Where reading goes on: past the end tag, if it has one.</param>
internal readonly record struct Extent(int End, int After, bool HasElements, bool IsClosed);
