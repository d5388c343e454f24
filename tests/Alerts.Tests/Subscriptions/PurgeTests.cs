using Alerts.Pipeline;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Alerts.Tests.Web;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using DeliveryRow = Alerts.Pipeline.Delivery.Delivery;

namespace Alerts.Tests.Subscriptions;

/// <summary>What PurgeExpired takes away, and what it leaves.</summary>
public sealed class PurgeTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Address = "reader@example.org";
    private const string Signal = "0123456789abcdef0123456789abcdef";

    private static readonly Watch Topic = new(WatchKind.Topic, "ceasefire");
    private static readonly Wish[] Wishes = [new(Topic)];

    private TestSite site = null!; // Set before each test, in InitializeAsync.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Enrolment Enrolment => Get<Enrolment>();

    private SubscriberStore Subscribers => Get<SubscriberStore>();

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync(azurite, Cancellation);

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_sign_up_that_nobody_confirmed_goes_seven_days_after_it_was_last_asked_for()
    {
        var id = await Enrolment.SignUpAsync(Address, Wishes, Cancellation);
        site.Time.Advance(TimeSpan.FromDays(6));
        await Enrolment.SignUpAsync(Address, Wishes, Cancellation);
        await PurgeAsync(TimeSpan.FromDays(6));
        Assert.NotNull(await Subscribers.FindAsync(id, Cancellation));

        await PurgeAsync(TimeSpan.FromDays(2));
        Assert.Null(await Subscribers.FindAsync(id, Cancellation));
    }

    [Fact]
    public async Task Who_confirms_while_the_purge_looks_at_them_stays_and_is_subscribed()
    {
        var meanwhile = new Meanwhile();
        await using var raced = await TestSite.StartAsync(azurite, Cancellation, services: services => services.AddSingleton<HttpPipelinePolicy>(meanwhile));
        var enrolment = raced.Services.GetRequiredService<Enrolment>();
        var id = await enrolment.SignUpAsync(Address, Wishes, Cancellation);
        raced.Time.Advance(TimeSpan.FromDays(8));

        // Between the purge's look at the row and its deletion.
        meanwhile.Do = () => enrolment.EnrolAsync(Address, Wishes, Cancellation);
        await raced.Services.GetRequiredService<ExpiredPurge>().RunAsync(Cancellation);

        Assert.Null(meanwhile.Do);
        Assert.Equal(SubscriberState.Active, (await raced.Services.GetRequiredService<SubscriberStore>().FindAsync(id, Cancellation))?.Value.State);
        Assert.Single(await raced.Services.GetRequiredService<SubscriptionStore>().OfAsync(id, Cancellation));
    }

    [Fact]
    public async Task Who_was_purged_while_they_confirmed_is_told_and_nothing_is_left_behind()
    {
        var id = await Enrolment.SignUpAsync(Address, Wishes, Cancellation);
        await Get<SubscriptionStore>().PutAsync(new(id, Topic, MailTime.AtOnce, false, 1, Examples.Now), Cancellation);
        var token = await Enrolment.NewConfirmationAsync(id, Cancellation);
        await PurgeAsync(TimeSpan.FromDays(8));

        Assert.Empty(await Get<SubscriptionStore>().OfAsync(id, Cancellation));
        Assert.False(await Enrolment.ConfirmAsync(token, "words", "page", Cancellation));
    }

    [Fact]
    public async Task What_a_stranger_asked_for_in_a_subscribers_name_is_forgotten_and_the_subscriber_stays()
    {
        var id = await Enrolment.EnrolAsync(Address, Wishes, Cancellation);
        await Enrolment.SignUpAsync(Address, [new(new(WatchKind.Actor, "Hungary"))], Cancellation);
        await PurgeAsync(TimeSpan.FromDays(8));

        var kept = (await Subscribers.FindAsync(id, Cancellation))?.Value;
        Assert.Equal((SubscriberState.Active, 0, null), (kept?.State, kept?.Wishes.Count, kept?.Asked));
        Assert.Single(await Get<SubscriptionStore>().OfAsync(id, Cancellation));
    }

    [Fact]
    public async Task What_was_not_confirmed_in_time_is_not_confirmed_with_what_is_asked_for_later()
    {
        var id = await Enrolment.SignUpAsync(Address, [new(new(WatchKind.Actor, "Hungary"))], Cancellation);
        site.Time.Advance(TimeSpan.FromDays(7));
        await Enrolment.SignUpAsync(Address, Wishes, Cancellation);

        Assert.Equal(Wishes, (await Subscribers.FindAsync(id, Cancellation))?.Value.Wishes);
    }

    [Fact]
    public async Task Who_left_is_forgotten_after_a_month_unless_they_come_back()
    {
        var gone = await Enrolment.EnrolAsync("gone@example.org", Wishes, Cancellation);
        var back = await Enrolment.EnrolAsync("back@example.org", Wishes, Cancellation);
        await Enrolment.UnsubscribeAllAsync(gone, Cancellation);
        await Enrolment.UnsubscribeAllAsync(back, Cancellation);
        site.Time.Advance(TimeSpan.FromDays(29));
        await Enrolment.EnrolAsync("back@example.org", Wishes, Cancellation);
        await PurgeAsync(TimeSpan.FromDays(2));

        Assert.Null(await Subscribers.FindAsync(gone, Cancellation));
        Assert.Equal(SubscriberState.Active, (await Subscribers.FindAsync(back, Cancellation))?.Value.State);
    }

    [Fact]
    public async Task Expired_tokens_and_cool_downs_go_and_those_that_hold_stay()
    {
        var id = await Enrolment.EnrolAsync(Address, Wishes, Cancellation);
        await Enrolment.NewConfirmationAsync(id, Cancellation);
        await Get<Cooldown>().TryTakeAsync("test", "10.0.0.1", 5, TimeSpan.FromHours(1), Cancellation);
        var manage = await Get<OwnPage>().NewLinkAsync(id, Cancellation);
        Assert.Equal(3, await SecretsAsync());
        await PurgeAsync(TimeSpan.FromDays(8));

        Assert.Equal(1, await SecretsAsync());
        Assert.NotNull(await Get<OwnPage>().FindAsync(manage, Cancellation));
    }

    [Fact]
    public async Task Articles_go_with_their_texts_once_they_are_past_retention()
    {
        var old = await StoreAsync("old");
        site.Time.Advance(TimeSpan.FromDays(60));
        var young = await StoreAsync("young");
        await PurgeAsync(TimeSpan.FromDays(31));

        Assert.Null(await Get<ArticleStore>().FindAsync(old, Cancellation));
        Assert.Null(await Get<ArticleTexts>().FindAsync(old, Cancellation));
        Assert.False(await Get<ArticleStore>().IsPendingAsync(old, Cancellation));
        Assert.NotNull(await Get<ArticleStore>().FindAsync(young, Cancellation));
        Assert.NotNull(await Get<ArticleTexts>().FindAsync(young, Cancellation));
    }

    [Fact]
    public async Task Deliveries_go_page_by_page_once_they_are_past_retention()
    {
        var readers = Enumerable.Range(0, 1100).Select(i => Ids.Of("reader", $"{i}")).ToList();
        await Get<DeliveryStore>().BookAsync([.. readers.Select(reader => Sent(reader, site.Time.GetUtcNow()))], Cancellation);
        site.Time.Advance(TimeSpan.FromDays(60));
        var young = Ids.Of("reader", "young");
        await Get<DeliveryStore>().BookAsync([Sent(young, site.Time.GetUtcNow())], Cancellation);
        await PurgeAsync(TimeSpan.FromDays(31));

        Assert.Equal(young, Assert.Single(await Get<DeliveryStore>().FindAsync(Signal, [young, .. readers], Cancellation)).Value.SubscriberId);
    }

    [Fact]
    public async Task Of_an_erased_address_its_keyed_hash_alone_is_left()
    {
        var id = await Enrolment.EnrolAsync(Address, Wishes, Cancellation);
        await Get<OwnPage>().NewLinkAsync(id, Cancellation);
        await Get<DeliveryStore>().BookAsync([Sent(id, site.Time.GetUtcNow())], Cancellation);
        await Get<DailyMails>().TakeAsync([new(id, Signal, new(2026, 3, 14))], 5, TimeSpan.Zero, Cancellation);
        await Get<DigestBooking>().AddAsync([new(id, Signal, Weekly: false, Known: false)], Cancellation);
        await Enrolment.EraseAsync(id, Cancellation);
        await PurgeAsync(TimeSpan.FromHours(2));

        Assert.Equal(["Suppressions"], await TablesWithAsync(id));
        Assert.True(await Get<SuppressionStore>().IsSuppressedAsync(id, Cancellation));
        Assert.Empty(await TablesWithAsync(Address));
    }

    [Fact]
    public async Task An_address_cannot_be_told_from_its_id_without_the_key_of_the_installation()
    {
        await using var other = await TestSite.StartAsync(azurite, Cancellation);

        Assert.NotEqual(await site.IdAsync(Address, Cancellation), await other.IdAsync(Address, Cancellation));
        Assert.Equal(await site.IdAsync(Address, Cancellation), await site.IdAsync(Address, Cancellation));
    }

    [Fact]
    public async Task A_run_that_was_cut_short_is_taken_up_where_it_stopped_and_a_round_that_is_done_rests_for_a_day()
    {
        await Get<PurgeMark>().PutAsync(new(1, null, [], null), Cancellation);
        var old = await StoreAsync("old");
        var signUp = await Enrolment.SignUpAsync(Address, Wishes, Cancellation);
        await PurgeAsync(TimeSpan.FromDays(91));

        // The first stage was done before: the sign-up's turn is the next round's.
        Assert.Null(await Get<ArticleStore>().FindAsync(old, Cancellation));
        Assert.NotNull(await Subscribers.FindAsync(signUp, Cancellation));
        await PurgeAsync(TimeSpan.FromHours(22));
        Assert.NotNull(await Subscribers.FindAsync(signUp, Cancellation));
        await PurgeAsync(TimeSpan.FromHours(2));
        Assert.Null(await Subscribers.FindAsync(signUp, Cancellation));
    }

    private T Get<T>()
        where T : notnull => site.Services.GetRequiredService<T>();

    private async Task PurgeAsync(TimeSpan later)
    {
        site.Time.Advance(later);
        await Get<ExpiredPurge>().RunAsync(Cancellation);
    }

    private async Task<string> StoreAsync(string name)
    {
        var id = Ids.Article("https://meridian.example/" + name);
        var at = site.Time.GetUtcNow();
        await Get<ArticleStore>().TryInsertAsync(new(id, "f1", "Meridian Wire", "Headline", "https://meridian.example/" + name, at, at, "en", "", false), Cancellation);
        await Get<ArticleTexts>().PutAsync(id, "Words.", Cancellation);
        return id;
    }

    private static DeliveryRow Sent(string reader, DateTimeOffset at) => new(Signal, reader, DeliveryState.Sent, [Topic], at);

    private async Task<int> SecretsAsync() => await Get<StorageAccount>().Tables.GetTableClient("Subscribers")
        .QueryAsync<TableEntity>(cancellationToken: Cancellation)
        .CountAsync(row => row.PartitionKey.StartsWith("token-", StringComparison.Ordinal) || row.PartitionKey.StartsWith("cooldown-", StringComparison.Ordinal), Cancellation);

    private async Task<IReadOnlyList<string>> TablesWithAsync(string text)
    {
        var found = new List<string>();
        foreach (var name in TableNames.All)
        {
            await foreach (var row in Get<StorageAccount>().Tables.GetTableClient(name).QueryAsync<TableEntity>(cancellationToken: Cancellation))
            {
                if (row.Any(value => value.Value is string words && words.Contains(text, StringComparison.Ordinal)))
                    found.Add(name);
            }
        }

        return found;
    }

    /// <summary>Does something just before the first deletion of a row that follows.</summary>
    private sealed class Meanwhile : HttpPipelinePolicy
    {
        public Func<Task>? Do { get; set; }

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (Do is { } work && message.Request.Method == RequestMethod.Delete && message.Request.Uri.Path.Contains("/Subscribers(", StringComparison.Ordinal))
            {
                Do = null;
                await work();
            }

            await ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
    }
}
