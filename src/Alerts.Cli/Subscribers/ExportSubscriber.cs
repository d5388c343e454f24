using System.CommandLine;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Cli.Subscribers;

/// <summary><c>subscribers export ADDRESS</c></summary>
internal static class ExportSubscriber
{
    public static Command Create()
    {
        var address = new Argument<string>("address") { Description = "The subscriber's address." };
        return new Command("export", "Print all that is kept of one person, as JSON: what they may ask for.") { address }.Runs(async (run, cancel) =>
        {
            var subscriber = (await SubscriberChoice.FindAsync(run, run.Value(address), cancel)).Value;
            run.WriteJson(new { subscriber, subscriptions = await run.Get<SubscriptionStore>().OfAsync(subscriber.Id, cancel) });
        });
    }
}
