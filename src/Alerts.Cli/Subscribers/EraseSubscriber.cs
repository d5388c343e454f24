using System.CommandLine;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Cli.Subscribers;

/// <summary><c>subscribers erase ADDRESS</c></summary>
internal static class EraseSubscriber
{
    public static Command Create()
    {
        var address = new Argument<string>("address") { Description = "The subscriber's address." };
        var sure = new Option<bool>("--yes") { Description = "Really; it cannot be undone." };
        return new Command("erase", "Forget one person and all that hangs on the address; a keyed hash stays, so that nothing under way is mailed.") { address, sure }
            .Runs(async (run, cancel) =>
            {
                var subscriber = (await SubscriberChoice.FindAsync(run, run.Value(address), cancel)).Value;
                if (!run.Value(sure))
                    throw new CliError($"{subscriber.Address} is subscribed; what is erased cannot be brought back: say --yes.");
                await run.Get<Enrolment>().EraseAsync(subscriber.Id, cancel);
                run.Write(new { erased = subscriber.Id }, "Erased.");
            });
    }
}
