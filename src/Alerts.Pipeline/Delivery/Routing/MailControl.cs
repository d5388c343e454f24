using System.Globalization;
using Alerts.Pipeline.Delivery.Mails;
using Alerts.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Delivery.Routing;

/// <summary>How mail goes at the moment.</summary>
/// <param name="First">The provider that is set up first.</param>
/// <param name="Second">The one that takes over; null for none.</param>
/// <param name="MovedAt">Since when the second sends; null while the first does.</param>
/// <param name="DryRun">Mails are made and booked and not sent.</param>
public sealed record MailStanding(MailSwitch Switch, MailProvider First, MailProvider? Second, DateTimeOffset? MovedAt, bool DryRun);

/// <summary>What became of a test mail.</summary>
/// <param name="Provider">By which it went.</param>
/// <param name="Fate">Taken, or why not in <paramref name="Detail"/>.</param>
public sealed record MailTest(MailProvider Provider, MailFate Fate, string? Detail);

/// <summary>What an operator does about mail as a whole.</summary>
public sealed class MailControl(MailStateStore store, MailProviders providers, MailComposer composer, IOptions<MailOptions> options, TimeProvider time)
{
    public async Task<MailStanding> StandingAsync(CancellationToken cancellation)
    {
        var state = await store.ReadAsync(cancellation);
        return new(state.Switch, options.Value.Provider, options.Value.SecondProvider, state.Health.Value.MovedAt, options.Value.DryRun);
    }

    /// <inheritdoc cref="MailStop.StopAsync"/>
    public Task<MailSwitch> StopAsync(string reason, CancellationToken cancellation) => new MailStop(store, time).StopAsync(reason, cancellation);

    /// <inheritdoc cref="MailStop.ResumeAsync"/>
    public Task ResumeAsync(CancellationToken cancellation) => new MailStop(store, time).ResumeAsync(cancellation);

    /// <summary>Sends a test mail by each provider that is set up, also while mail is stopped: it is the operator's own.</summary>
    /// <param name="address">Normalised.</param>
    public async Task<IReadOnlyList<MailTest>> TestAsync(string address, CancellationToken cancellation)
    {
        var id = Ids.Of("test", address, time.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));
        var tests = new List<MailTest>();
        foreach (var (name, provider) in new[] { (options.Value.Provider, providers.First), (options.Value.SecondProvider ?? default, providers.Second) })
        {
            if (provider is null)
                continue;
            var content = await composer.TestAsync(new(id, name.ToString(), time.GetUtcNow()));
            var report = await provider.SendAsync(new(content, [new(id, address, new Dictionary<string, string>())]), cancellation);
            tests.Add(new(name, report.Outcomes[0].Fate, report.Outcomes[0].Detail));
        }

        return tests;
    }
}
