using System.CommandLine;
using Alerts.Detection;
using Alerts.Pipeline.Signals;

namespace Alerts.Cli.Ledger;

/// <summary><c>ledger show TOPIC</c></summary>
internal static class ShowLedger
{
    public static Command Create()
    {
        var topic = new Argument<string>("topic") { Description = "Id of a topic, e.g. nato-membership." };
        var actor = new Option<string?>("--actor") { Description = "Only this actor, with the whole history." };
        return new Command("show", "Show everyone's position on a topic; with --actor, the history that it rests on.") { topic, actor }.Runs(async (run, cancel) =>
        {
            var records = await run.Get<LedgerStore>().TopicAsync(run.Value(topic), cancel);
            if (records.Count == 0 && !run.Get<Detector>().Data.Topics.Any(known => known.Id == run.Value(topic)))
                throw new CliError($"No topic has the id \"{run.Value(topic)}\": its page has it in its address, /topics/{{id}}.");
            if (run.Value(actor) is not { } name)
            {
                run.Write(records.Select(record => Row(record.Now)).ToList(), () => Invocation.Table(
                    ["Actor", "About", "Position", "Since", "Shown last", "Signal", "Outlet"],
                    records.Select(record => record.Now).Select(now => new[]
                    {
                        now.Key.Actor, now.Key.About, Words(now.Position, now.Commitment), Moment.Show(now.Since), Moment.Show(now.Latest), now.SignalId, now.First.Outlet,
                    })));
                return;
            }

            var own = records.Where(record => string.Equals(record.Now.Key.Actor, name, StringComparison.OrdinalIgnoreCase)).ToList();
            if (own.Count == 0)
                throw new CliError($"The ledger holds no position of \"{name}\" on {run.Value(topic)}: ledger show {run.Value(topic)} lists whose it holds.");
            run.Write(
                own.Select(record => new { now = Row(record.Now), history = record.History.Select(Row).ToList() }).ToList(),
                () => Invocation.Table(
                    ["About", "As of", "Says", "Position", "Turned", "Signal", "Taken back", "Outlet", "Quote"],
                    own.SelectMany(record => record.History).Select(entry => new[]
                    {
                        entry.Key.About, Moment.Show(entry.AsOf), entry.Kind.ToString(), Words(entry.Position, entry.Commitment), entry.Turns ? "here" : "", entry.SignalId,
                        entry.TakenBackBy is null ? "" : "yes", entry.Source.Outlet, entry.Source.Proof.Quote,
                    })));
        });
    }

    private static object Row(Stance now) => new
    {
        now.Key.Actor,
        now.Key.Topic,
        now.Key.About,
        now.Position,
        now.Commitment,
        now.Condition,
        now.Since,
        now.Latest,
        now.SignalId,
        now.First.Outlet,
        now.First.Link,
        now.First.Proof.Quote,
    };

    private static object Row(StanceEntry entry) => new
    {
        entry.AsOf,
        entry.Kind,
        entry.From,
        entry.Position,
        entry.Commitment,
        entry.Condition,
        entry.SignalId,
        entry.Turns,
        entry.Late,
        entry.TakenBackBy,
        entry.Source.ArticleId,
        entry.Source.Outlet,
        entry.Source.Title,
        entry.Source.Link,
        entry.Source.Proof.Quote,
        entry.Source.Proof.Rule,
    };

    internal static string Words(Position position, Commitment commitment) => commitment == Commitment.Firm ? position.ToString() : $"{position} ({commitment})";
}
