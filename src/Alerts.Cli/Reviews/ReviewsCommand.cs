using System.CommandLine;

namespace Alerts.Cli.Reviews;

/// <summary><c>reviews</c>: what readers say is wrong.</summary>
internal static class ReviewsCommand
{
    public static Command Create() => new("reviews", "Signals that readers say are wrong.")
    {
        ListReviews.Create(),
        CloseReviews.Create(),
    };
}
