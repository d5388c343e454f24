using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Pipeline.Digests;

/// <summary>Articles put straight before the detector, and the timer of the digests turned by hand.</summary>
internal sealed class DigestStory : IAsyncDisposable
{
    private int articles;

    private DigestStory(PipelineRig rig) => Rig = rig;

    public PipelineRig Rig { get; }

    public static async Task<DigestStory> StartAsync(AzuriteFixture azurite) => new(await PipelineRig.StartAsync(azurite));

    public async Task<string> EnrolAsync(string address, params Wish[] wishes) => await Rig.Get<Enrolment>().EnrolAsync(address, wishes, CancellationToken.None);

    public async Task SettleAsync(string subscriberId, Preferences preferences, string? zone = null)
    {
        var store = Rig.Get<SubscriberStore>();
        var read = (await store.FindAsync(subscriberId, CancellationToken.None))!; // enrolled before
        Assert.True(await store.TryReplaceAsync(read.Value with { Preferences = preferences, Zone = zone }, read, CancellationToken.None));
    }

    /// <summary>An article is published and all that follows from it is done.</summary>
    public async Task ReportAsync(params string[] lines)
    {
        await DetectAsync(lines);
        await Rig.DrainAsync();
    }

    public async Task DetectAsync(params string[] lines)
    {
        var now = Rig.Time.GetUtcNow();
        var id = Ids.Article($"https://one.example/{++articles}");
        await Rig.Get<ArticleTexts>().PutAsync(id, string.Join('\n', lines), CancellationToken.None);
        await Rig.Get<ArticleStore>().TryInsertAsync(
            new(id, "feed", "Meridian Wire", lines[0], $"https://one.example/{articles}", now, now, "en", articles.ToString("x16", null), Quiet: false), CancellationToken.None);
        await Rig.Get<SignalDetection>().RunAsync(new(id), CancellationToken.None);
    }

    /// <summary>Goes on to the next time that a UTC clock shows the hour, and sends what is due then.</summary>
    public async Task DigestsAtAsync(int hour)
    {
        var now = Rig.Time.GetUtcNow();
        var next = new DateTimeOffset(now.Date.AddHours(hour).AddMinutes(2), TimeSpan.Zero);
        Rig.Time.SetUtcNow(next > now ? next : next.AddDays(1));
        await Rig.SendDigestsAsync();
        await Rig.DrainAsync();
    }

    /// <summary>States of the subscriber's deliveries, digests left out.</summary>
    public async Task<IReadOnlyList<DeliveryState>> StatesAsync(string address)
    {
        var states = new List<DeliveryState>();
        foreach (var change in await Rig.ChangesAsync())
            states.AddRange((await Rig.Get<DeliveryStore>().FindAsync(change.Id, [await Rig.Get<AddressHash>().SubscriberAsync(address, CancellationToken.None)], CancellationToken.None)).Select(read => read.Value.State));
        return states;
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();
}
