using Alerts.Local.Sample;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Local.Sample;

public sealed class SampleLeftoversTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_sample_created_is_taken_away_by_the_next_run_and_nothing_else()
    {
        var account = await azurite.NewAccountAsync();
        await account.Tables.CreateTableAsync("Mine", Cancellation);
        var leftovers = new SampleLeftovers(account.ConnectionString);
        await leftovers.ClearAsync(Cancellation);
        var before = await leftovers.ListAsync(Cancellation);

        await account.Tables.CreateTableAsync("Feeds", Cancellation);
        await account.Queues.CreateQueueAsync("feeds", cancellationToken: Cancellation);
        await account.Blobs.CreateBlobContainerAsync("articles", cancellationToken: Cancellation);
        await leftovers.NoteAsync(before, Cancellation);
        await leftovers.ClearAsync(Cancellation);

        var after = await leftovers.ListAsync(Cancellation);
        Assert.Equal(["Mine"], after.Tables);
        Assert.Empty(after.Queues);
        Assert.Empty(after.Containers);
    }
}
