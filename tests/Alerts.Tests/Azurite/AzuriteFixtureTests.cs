using Azure.Data.Tables;

namespace Alerts.Tests.Azurite;

public sealed class AzuriteFixtureTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Every_account_starts_empty_and_all_three_services_answer()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var first = await azurite.NewAccountAsync();
        var second = await azurite.NewAccountAsync();

        await first.Tables.CreateTableAsync("Feeds", cancellation);
        await first.Tables.GetTableClient("Feeds").AddEntityAsync(new TableEntity("p", "r"), cancellation);
        await first.Queues.CreateQueueAsync("feeds", cancellationToken: cancellation);
        await first.Queues.GetQueueClient("feeds").SendMessageAsync("one", cancellation);
        await first.Blobs.CreateBlobContainerAsync("articles", cancellationToken: cancellation);

        Assert.Equal("one", (await first.Queues.GetQueueClient("feeds").ReceiveMessageAsync(cancellationToken: cancellation)).Value.MessageText);
        Assert.Empty(await second.Tables.QueryAsync(cancellationToken: cancellation).ToListAsync(cancellation));
        Assert.Empty(await second.Queues.GetQueuesAsync(cancellationToken: cancellation).ToListAsync(cancellation));
        Assert.Empty(await second.Blobs.GetBlobContainersAsync(cancellationToken: cancellation).ToListAsync(cancellation));
    }
}
