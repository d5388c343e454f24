using System.CommandLine;
using Alerts.Detection;
using Alerts.Pipeline.Signals;

namespace Alerts.Cli.Ledger;

/// <summary><c>ledger correct|retract [TOPIC ACTOR]</c></summary>
internal static class CorrectLedger
{
    public static Command Correct()
    {
        var to = new Option<Position>("--to") { Description = "The right position: Favor, Against or Neutral.", Required = true };
        return Create("correct", "Put a position right that was read wrongly. Who was alerted to it is told, with the reason.", to);
    }

    public static Command Retract() => Create("retract", "Take back what was read wrongly; what was held before holds again. Who was alerted to it is told, with the reason.", null);

    private static Command Create(string name, string description, Option<Position>? to)
    {
        var topic = new Argument<string?>("topic") { Description = "Id of the topic; not needed with --signal.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null };
        var actor = new Argument<string?>("actor") { Description = "Whose position; not needed with --signal.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null };
        var about = new Option<string?>("--about") { Description = "What fills the topic's slot, e.g. Ukraine for eu-accession." };
        var signal = new Option<string?>("--signal") { Description = "Id of the change that was wrong; without it, the position that is held now." };
        var reason = new Option<string>("--reason") { Description = "Why, in a sentence; readers see it.", Required = true };
        var command = new Command(name, description) { topic, actor, about, signal, reason };
        if (to is not null)
            command.Options.Add(to);
        return command.Runs(async (run, cancel) =>
        {
            if (to is not null && run.Value(to) == Position.Unknown)
                throw new CliError("--to Unknown is no position; to put nothing in the wrong one's place, use ledger retract.");
            try
            {
                var key = await KeyAsync(run, run.Value(signal), run.Value(topic), run.Value(actor), run.Value(about), cancel);
                var made = await run.Get<LedgerCorrections>().ApplyAsync(new(key, run.Value(signal), to is null ? null : run.Value(to), run.Value(reason)!), cancel); // it is required
                run.Write(
                    new { made.Id, made.Kind, made.Actor, made.Topic, made.About, from = made.From?.Position, made.To, made.Corrects, made.Reason },
                    $"{made.Kind} {made.Id}: {made.Actor} on {made.Topic}{(made.About is { } slot ? $" ({slot})" : "")}: {made.From?.Position} is taken back, {(made.To == Position.Unknown ? "and no position is held now" : $"{made.To} holds")}."
                    + (made.Corrects is null ? " No signal had been made of it, so that nobody is told." : " Who was alerted is told."));
            }
            catch (LedgerFaultException fault)
            {
                throw new CliError(fault.Message, fault);
            }
        });
    }

    private static async Task<StanceKey> KeyAsync(Invocation run, string? signalId, string? topic, string? actor, string? about, CancellationToken cancel)
    {
        if (signalId is null)
            return topic is not null && actor is not null ? new(topic, actor, about) : throw new CliError("Say what is wrong: TOPIC and ACTOR, or --signal ID.");
        return (await run.Get<SignalStore>().FindAsync(signalId, cancel))?.Value is { Topic: { } of } signal
            ? new(of, signal.Actor, signal.About)
            : throw new CliError($"No change has the id {signalId}; its page has it in its address, /signals/{{id}}.");
    }
}
