using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Alerts.Tests.Web;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Subscriptions;

/// <summary>The short form of a topic with 100,000 readers: they are looked up a page a message, and what is cut short goes on where it was.</summary>
public sealed class ManyReadersTests(AzuriteFixture azurite)
{
    private const int Readers = 2300;
    private const string Topic = "nato-membership";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_are_told_page_by_page_each_once_however_often_a_page_is_run()
    {
        await using var site = await TestSite.StartAsync(azurite, Cancellation);
        await ExampleStorage.FillAsync(site.Services, Cancellation);
        var ids = Enumerable.Range(0, Readers).Select(i => Ids.Of("reader", $"{i}")).ToList();
        await SubscribeAsync(site, ids);
        var notification = site.Services.GetRequiredService<ReaderNotification>();
        var queue = site.Services.GetRequiredService<MessageQueues>().Queue(QueueNames.Signals);

        var pages = 0;
        for (var message = new SignalMessage(ExampleStorage.SignalId); message is not null; pages++)
        {
            // The second run is the host's, which has lost the first one's lease.
            await notification.RunAsync(message, Cancellation);
            var booked = (await BookedAsync(site, ids)).Count;
            await notification.RunAsync(message, Cancellation);
            Assert.Equal(booked, (await BookedAsync(site, ids)).Count);

            SignalMessage? next = null;
            while ((await queue.ReceiveMessageAsync(cancellationToken: Cancellation)).Value is { } received)
            {
                next = received.Body.ToObjectFromJson<SignalMessage>(EntityValues.Json);
                await queue.DeleteMessageAsync(received.MessageId, received.PopReceipt, Cancellation);
            }

            message = next;
        }

        Assert.Equal(3, pages);
        Assert.Equal(ids.Order(StringComparer.Ordinal), (await BookedAsync(site, ids)).Order(StringComparer.Ordinal));
    }

    private static async Task SubscribeAsync(TestSite site, IReadOnlyList<string> ids)
    {
        var table = site.Services.GetRequiredService<StorageAccount>().Table(TableNames.Subscriptions);
        foreach (var some in ids.Chunk(EntityLimits.BatchEntities))
        {
            await table.TrySubmitAsync(
            [
                .. some.Select(id => new TableTransactionAction(
                    TableTransactionActionType.Add,
                    EntityValues.Entity(Keys.Subscription("topic", Topic, id))
                        .With(nameof(Watch.Kind), WatchKind.Topic)
                        .With(nameof(Watch.Value), Topic)
                        .With(nameof(Subscription.When), MailTime.AtOnce)
                        .With(nameof(Subscription.LeastSources), 1)
                        .With(nameof(Subscription.Since), Examples.Now))),
            ],
            Cancellation);
        }
    }

    private static async Task<IReadOnlyList<string>> BookedAsync(TestSite site, IReadOnlyCollection<string> ids) =>
        [.. (await site.Services.GetRequiredService<DeliveryStore>().FindAsync(ExampleStorage.SignalId, ids, Cancellation)).Select(read => read.Value.SubscriberId)];
}
