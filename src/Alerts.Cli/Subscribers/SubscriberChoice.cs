using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Forms;

namespace Alerts.Cli.Subscribers;

/// <summary>Finds the subscriber that an operator names.</summary>
internal static class SubscriberChoice
{
    /// <exception cref="CliError">It is no address, or nobody has it.</exception>
    public static async Task<Versioned<Subscriber>> FindAsync(Invocation run, string text, CancellationToken cancel)
    {
        if (!EmailAddress.TryParse(text, out var address, out var mend))
            throw new CliError($"\"{text}\" is no address: {mend}");
        return await run.Get<SubscriberStore>().FindAsync(await run.Get<AddressHash>().SubscriberAsync(address.Text, cancel), cancel)
            ?? throw new CliError($"Nobody is subscribed with {address.Text}: see subscribers list.");
    }
}
