using System.CommandLine;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Cli.Subscribers;

/// <summary><c>subscribers list</c></summary>
internal static class ListSubscribers
{
    public static Command Create()
    {
        var state = new Option<SubscriberState?>("--state") { Description = "Only those in this state." };
        var counts = new Option<bool>("--counts") { Description = "Only how many there are in each state, without addresses." };
        return new Command("list", "Show the subscribers, the latest first.") { state, counts }.Runs(async (run, cancel) =>
        {
            var subscribers = await run.Get<SubscriberStore>().AllAsync(cancel).Where(one => run.Value(state) is not { } only || one.State == only).ToListAsync(cancel);
            if (run.Value(counts))
            {
                var each = subscribers.CountBy(one => one.State).OrderBy(count => count.Key).ToList();
                run.Write(each.ToDictionary(count => count.Key.ToString(), count => count.Value), () => Invocation.Table(
                    ["State", "Subscribers"], each.Select(count => new[] { count.Key.ToString(), $"{count.Value}" })));
                return;
            }

            var rows = subscribers.OrderByDescending(one => one.Created).Select(one => new { one.Id, one.Address, one.State, one.Created, one.Confirmed, one.Zone, one.Preferences.Paused }).ToList();
            run.Write(rows, () => Invocation.Table(
                ["Address", "State", "Since", "Confirmed", "Zone", "Paused"],
                rows.Select(one => new[] { one.Address, one.State.ToString(), Moment.Show(one.Created), Moment.Show(one.Confirmed), one.Zone ?? "UTC", one.Paused ? "yes" : "" })));
        });
    }
}
