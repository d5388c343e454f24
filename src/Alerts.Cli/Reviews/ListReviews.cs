using System.CommandLine;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Cli.Reviews;

/// <summary><c>reviews list</c></summary>
internal static class ListReviews
{
    public static Command Create() =>
        new Command("list", "Show the signals with open complaints, the most complained about first.").Runs(async (run, cancel) =>
        {
            var rows = (await run.Get<ReviewList>().OpenAsync(cancel)).Select(review => new
            {
                review.SignalId,
                Headline = review.Signal is { } signal ? Wording.Headline(SignalViews.Of(signal, run.Get<Catalogue>())) : null,
                review.Signal?.Sources[0].Proof.Sentence,
                review.Signal?.Sources[0].Proof.Rule,
                Complaints = review.Complaints.Select(complaint => new { complaint.At, complaint.Fault, complaint.Comment }).ToList(),
            }).ToList();
            run.Write(rows, () => Invocation.Table(
                ["Signal", "What it says", "Rule", "At", "Fault", "Comment"],
                rows.SelectMany(row => row.Complaints.Select((complaint, i) => i == 0
                    ? new[] { row.SignalId, row.Headline ?? "(withdrawn)", row.Rule ?? "", Moment.Show(complaint.At), complaint.Fault, complaint.Comment }
                    : ["", "", "", Moment.Show(complaint.At), complaint.Fault, complaint.Comment]))));
        });
}
