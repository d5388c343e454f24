namespace Alerts.Pipeline.Web.Views;

/// <summary>What can be wrong with an alert.</summary>
public static class WrongAlert
{
    public static IReadOnlyList<(string Id, string Words)> Faults { get; } =
    [
        ("nobody-moved", "Nobody changed position"),
        ("wrong-actor", "It was somebody else"),
        ("wrong-topic", "It was about something else"),
        ("wrong-way", "They moved another way"),
        ("old-news", "It is old news"),
        ("other", "Something else"),
    ];
}
