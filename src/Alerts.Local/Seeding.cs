using Alerts.Local.Configuration;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Subscriptions;
using Microsoft.Extensions.Hosting;

namespace Alerts.Local;

/// <summary>Puts feeds and readers in place once storage is set up and before the first function runs.</summary>
internal sealed class Seeding(Seeds seeds, FeedStore feeds, Enrolment enrolment, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var feed in seeds.Feeds)
            await feeds.AddAsync(feed.Url, feed.Title, time.GetUtcNow(), cancellationToken);
        if (seeds.Reader is not null)
            await enrolment.EnrolAsync(seeds.Reader, seeds.Wishes, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <param name="Feeds">Added where they are not known yet.</param>
/// <param name="Reader">The address of a confirmed subscriber, or null for none.</param>
/// <param name="Wishes">What it watches.</param>
internal sealed record Seeds(IReadOnlyList<FeedChoice> Feeds, string? Reader, IReadOnlyList<Wish> Wishes);
