namespace Alerts.Pipeline.Web.Views;

/// <summary>The home page.</summary>
/// <param name="Recent">Changes, newest first.</param>
/// <param name="Families">All that can be watched, in the order shown.</param>
public sealed record HomeView(IReadOnlyList<SignalView> Recent, IReadOnlyList<TopicFamily> Families);

/// <summary>Topics of one family, by name.</summary>
public sealed record TopicFamily(string Name, IReadOnlyList<TopicLabel> Topics);
