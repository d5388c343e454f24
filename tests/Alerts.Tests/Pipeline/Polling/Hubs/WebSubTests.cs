using System.Net;
using System.Text;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Alerts.Tests.Azurite;
using Microsoft.AspNetCore.Http;

namespace Alerts.Tests.Pipeline.Polling.Hubs;

public sealed class WebSubTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_feed_that_offers_a_hub_is_subscribed_verified_and_delivered(bool byField)
    {
        await using var story = await HubStory.StartAsync(azurite, byField: byField);
        await story.TickAsync();

        var asked = Assert.Single(story.Hub.Requests);
        Assert.Equal(("POST", "subscribe", story.FeedUrl, "864000"), (asked.Method, asked.Mode, asked.Topic, asked.Lease));
        Assert.Matches("^" + story.Site + "/websub/[0-9a-f]{32}/[0-9a-f]{32}$", asked.Callback);
        Assert.Matches("^[0-9a-f]{64}$", asked.Secret);
        var push = (await story.FeedAsync()).Push;
        Assert.Equal((HubState.Verified, story.Rig.Time.GetUtcNow().AddDays(10)), (push?.State, push?.LeaseUntil));

        Assert.Equal(HttpStatusCode.Accepted, await story.Hub.DeliverAsync(asked, story.Document(false, story.Item("Pushed"))));
        Assert.Equal(2, await story.ArticlesAsync());
        Assert.Single((await story.Rig.Queue(QueueNames.Articles).PeekMessagesAsync(32, Token)).Value);
        Assert.Equal(story.Rig.Time.GetUtcNow(), (await story.FeedAsync()).Push?.LastPush);
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("sha384")]
    [InlineData("sha512")]
    public async Task Every_method_of_the_recommendation_signs(string method)
    {
        await using var story = await HubStory.StartAsync(azurite);
        await story.TickAsync();

        Assert.Equal(HttpStatusCode.Accepted, await story.Hub.DeliverAsync(story.Hub.Last, story.Document(false, story.Item("Pushed")), method));

        Assert.Equal(2, await story.ArticlesAsync());
    }

    [Fact]
    public async Task What_is_wrongly_signed_of_another_topic_or_no_feed_is_answered_and_ignored()
    {
        await using var story = await HubStory.StartAsync(azurite);
        await story.TickAsync();
        var (hub, request, body) = (story.Hub, story.Hub.Last, story.Document(false, story.Item("Pushed")));

        HttpStatusCode[] answers =
        [
            await hub.DeliverAsync(request, body, secret: "guessed"),
            await hub.DeliverAsync(request, body, method: null),
            await hub.DeliverAsync(request, body, method: "md5"),
            await hub.DeliverAsync(request, body, self: story.Publisher["/other"]),
            await hub.DeliverAsync(request, Encoding.UTF8.GetBytes("<html>no feed</html>")),
            await hub.DeliverAsync(request, []),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer));
        Assert.Equal(1, await story.ArticlesAsync());
        Assert.Null((await story.FeedAsync()).Push?.LastPush);
    }

    [Fact]
    public async Task A_delivery_sent_again_brings_nothing_and_proves_nothing()
    {
        await using var story = await HubStory.StartAsync(azurite);
        await story.TickAsync();
        var body = story.Document(false, story.Item("Pushed"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => story.Hub.DeliverAsync(story.Hub.Last, body)));
        await story.Rig.DrainAsync();
        var first = (await story.FeedAsync()).Push?.LastPush;

        story.Rig.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.Accepted, await story.Hub.DeliverAsync(story.Hub.Last, body));

        Assert.Equal(2, await story.ArticlesAsync());
        Assert.Equal(first, (await story.FeedAsync()).Push?.LastPush);
        Assert.Empty((await story.Rig.Queue(QueueNames.Articles).PeekMessagesAsync(32, Token)).Value);
    }

    [Fact]
    public async Task Forged_verifications_are_not_found()
    {
        await using var story = await HubStory.StartAsync(azurite);
        story.Hub.VerifiesAtOnce = false;
        await story.TickAsync();
        var (hub, request) = (story.Hub, story.Hub.Last);
        var (feedId, token) = (request.Callback.Split('/')[^2], request.Callback.Split('/')[^1]);

        foreach (var answer in new[]
        {
            await hub.VerifyAsync(request, ("hub.topic", request.Topic + "x")),
            await hub.VerifyAsync(request, ("hub.topic", null)),
            await hub.VerifyAsync(request, ("hub.mode", "unsubscribe")),
            await hub.VerifyAsync(request, ("hub.mode", "publish")),
            await hub.VerifyAsync(request, ("hub.challenge", null)),
            await hub.VerifyAsync(request, ("hub.challenge", new string('x', 5000))),
            await hub.VerifyAsync(request, ("hub.mode", "denied"), ("hub.topic", "https://other.example/")),
            await hub.VerifyAsync(request with { Callback = request.Callback.Replace(token, new string('0', 32), StringComparison.Ordinal) }),
            await hub.VerifyAsync(request with { Callback = request.Callback.Replace(token, token[..8], StringComparison.Ordinal) }),
            await hub.VerifyAsync(request with { Callback = request.Callback.Replace(feedId, new string('0', 32), StringComparison.Ordinal) }),
            await hub.VerifyAsync(request with { Callback = request.Callback.Replace(feedId, "host", StringComparison.Ordinal) }),
        })
        {
            Assert.Equal((HttpStatusCode.NotFound, ""), answer);
        }

        Assert.Equal(HubState.Asked, (await story.FeedAsync()).Push?.State);
        Assert.Equal((HttpStatusCode.OK, "challenge-7"), await hub.VerifyAsync(request));
        // A hub whose first answer got lost asks again.
        Assert.Equal((HttpStatusCode.OK, "challenge-7"), await hub.VerifyAsync(request));
        story.Rig.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.NotFound, (await hub.VerifyAsync(request)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.VerifyAsync(request, ("hub.mode", "unsubscribe"))).Status);
        Assert.Equal(HttpStatusCode.Gone, await hub.DeliverAsync(request with { Callback = request.Callback[..^4] + "0000" }, []));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_ten_megabytes_is_refused_announced_or_not(bool announced)
    {
        await using var story = await HubStory.StartAsync(azurite);
        await story.TickAsync();
        using var client = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, story.Hub.Last.Callback) { Content = new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1]) };
        message.Headers.TransferEncodingChunked = !announced;

        try
        {
            using var response = await client.SendAsync(message, Token);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server hung up while the rest was still on its way: refused as well.
        }

        Assert.Equal(1, await story.ArticlesAsync());
    }

    [Fact]
    public async Task A_lease_is_renewed_before_it_ends_with_the_same_callback_and_secret()
    {
        await using var story = await HubStory.StartAsync(azurite);
        await story.TickAsync();
        var first = story.Hub.Last;

        await story.TickAsync(TimeSpan.FromDays(7.9));
        Assert.Single(story.Hub.Requests);
        await story.TickAsync(TimeSpan.FromDays(0.2));

        Assert.Equal(2, story.Hub.Requests.Count);
        Assert.Equal((first.Callback, first.Secret), (story.Hub.Last.Callback, story.Hub.Last.Secret));
        Assert.Equal(story.Rig.Time.GetUtcNow().AddDays(10), (await story.FeedAsync()).Push?.LeaseUntil);
    }

    [Fact]
    public async Task A_hub_that_grants_a_minute_is_not_asked_each_minute()
    {
        await using var story = await HubStory.StartAsync(azurite);
        story.Hub.LeaseSeconds = 60;
        await story.TickAsync();

        for (var i = 0; i < 30; i++)
            await story.TickAsync(TimeSpan.FromMinutes(1));

        Assert.InRange(story.Hub.Requests.Count, 2, 4);
    }

    [Fact]
    public async Task A_hub_that_never_verifies_is_asked_ever_more_rarely()
    {
        await using var story = await HubStory.StartAsync(azurite);
        story.Hub.VerifiesAtOnce = false;

        for (var hour = 0; hour < 72; hour++)
            await story.TickAsync(TimeSpan.FromHours(1));

        Assert.InRange(story.Hub.Requests.Count, 5, 9);
        Assert.Equal(HubState.Asked, (await story.FeedAsync()).Push?.State);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("remove")]
    [InlineData("gone")]
    [InlineData("withdrawn")]
    public async Task What_is_no_longer_wanted_is_ended_at_the_hub(string how)
    {
        await using var story = await HubStory.StartAsync(azurite);
        await story.TickAsync();
        var subscribed = story.Hub.Last;
        if (how == "pause")
            await story.Rig.Get<FeedStore>().PauseAsync(story.FeedUrl, Token);
        else if (how == "remove")
            await story.Rig.Get<FeedStore>().RemoveAsync(story.FeedUrl, Token);
        else if (how == "withdrawn")
            story.Publish(offers: false, byField: false, story.Item("Later"));
        else
            story.Publisher.Answer("/courier", context =>
            {
                context.Response.StatusCode = 410;
                return Task.CompletedTask;
            });

        await story.TickAsync(TimeSpan.FromDays(1.1));

        Assert.Equal(("unsubscribe", subscribed.Callback, null), (story.Hub.Last.Mode, story.Hub.Last.Callback, story.Hub.Last.Secret));
        var feed = await story.FeedAsync();
        Assert.Equal((null, null), (feed.Push, feed.HubDue));
        Assert.Equal(HttpStatusCode.Gone, await story.Hub.DeliverAsync(subscribed, story.Document(false, story.Item("Pushed"))));
    }

    [Fact]
    public async Task A_hub_that_does_not_confirm_the_end_is_left_after_three_requests_and_a_resumed_feed_begins_anew()
    {
        await using var story = await HubStory.StartAsync(azurite);
        await story.TickAsync();
        var first = story.Hub.Last;
        story.Hub.VerifiesAtOnce = false;
        await story.Rig.Get<FeedStore>().PauseAsync(story.FeedUrl, Token);

        for (var hour = 0; hour < 6; hour++)
            await story.TickAsync(TimeSpan.FromHours(1.1));
        Assert.Equal(3, story.Hub.Requests.Count(request => request.Mode == "unsubscribe"));
        Assert.Null((await story.FeedAsync()).Push);

        story.Hub.VerifiesAtOnce = true;
        await story.Rig.Get<FeedStore>().ResumeAsync(story.FeedUrl, story.Rig.Time.GetUtcNow(), Token);
        await story.TickAsync();
        Assert.Equal(HubState.Verified, (await story.FeedAsync()).Push?.State);
        Assert.NotEqual((first.Callback, first.Secret), (story.Hub.Last.Callback, story.Hub.Last.Secret));
    }

    [Fact]
    public async Task A_denial_is_kept_with_its_reason_and_asked_about_again_in_a_week()
    {
        await using var story = await HubStory.StartAsync(azurite);
        story.Hub.VerifiesAtOnce = false;
        await story.TickAsync();
        Assert.Equal(HttpStatusCode.OK, (await story.Hub.VerifyAsync(story.Hub.Last, ("hub.mode", "denied"), ("hub.reason", "not\nour customer"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await story.Hub.VerifyAsync(story.Hub.Last)).Status);

        var push = (await story.FeedAsync()).Push;
        Assert.Equal((HubState.Denied, "The hub denies it: not our customer"), (push?.State, push?.LastError));
        await story.TickAsync(TimeSpan.FromDays(6));
        Assert.Single(story.Hub.Requests);
        await story.TickAsync(TimeSpan.FromDays(1.1));
        Assert.Equal(2, story.Hub.Requests.Count);
    }

    [Theory]
    [InlineData(307, true)]
    [InlineData(308, true)]
    [InlineData(301, false)]
    [InlineData(302, false)]
    [InlineData(303, false)]
    public async Task A_hub_that_sends_us_on_is_followed_by_307_and_308_alone(int status, bool follows)
    {
        await using var story = await HubStory.StartAsync(azurite);
        story.Hub.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };

        await story.TickAsync();

        Assert.Equal(follows ? 1 : 0, story.Hub.Requests.Count);
        var push = (await story.FeedAsync()).Push;
        Assert.Equal(follows ? (HubState.Verified, null) : (HubState.Asked, $"{story.Hub.Url} answered {status}, by which a form is not sent on."), (push?.State, push?.LastError));
    }

    [Theory]
    [InlineData(400, 24)]
    [InlineData(404, 24)]
    [InlineData(500, 1)]
    [InlineData(503, 5)]
    [InlineData(429, 5)]
    public async Task A_hub_that_declines_is_given_time(int status, int hours)
    {
        await using var story = await HubStory.StartAsync(azurite);
        var asked = 0;
        story.Hub.Answer = context =>
        {
            asked++;
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "18000";
            return Task.CompletedTask;
        };

        await story.TickAsync();

        var feed = await story.FeedAsync();
        Assert.Equal((1, story.Rig.Time.GetUtcNow().AddHours(hours)), (asked, feed.HubDue));
        Assert.NotNull(feed.Push?.LastError);
        await story.TickAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task While_the_hub_delivers_polls_are_rare_and_when_it_misses_something_they_are_not()
    {
        await using var story = await HubStory.StartAsync(azurite);
        await story.TickAsync();
        var items = new List<Item> { story.Item("Before") };
        for (var i = 0; i < 24; i++)
        {
            story.Rig.Time.Advance(TimeSpan.FromMinutes(10));
            items.Add(story.Item("Pushed" + i));
            story.Publish(offers: true, byField: false, [.. items]);
            await story.Hub.DeliverAsync(story.Hub.Last, story.Document(false, items[^1]));
            await story.TickAsync(TimeSpan.FromMinutes(10));
        }

        var pushed = story.Polls;
        Assert.InRange(pushed, 4, 11);
        Assert.StartsWith("its hub delivers", (await story.FeedAsync()).Why, StringComparison.Ordinal);

        for (var i = 0; i < 24; i++)
        {
            story.Rig.Time.Advance(TimeSpan.FromMinutes(10));
            items.Add(story.Item("Silent" + i));
            story.Publish(offers: true, byField: false, [.. items]);
            await story.TickAsync(TimeSpan.FromMinutes(10));
        }

        Assert.InRange(story.Polls - pushed, 20, 24);
        Assert.Equal(49, await story.ArticlesAsync());
        var push = (await story.FeedAsync()).Push;
        Assert.True(push?.Missed);
    }

    [Theory]
    [InlineData("http://news.example.org")]
    [InlineData("https://203.0.113.9")]
    [InlineData("http://localhost:7071", false)]
    public async Task Where_hubs_cannot_reach_us_none_is_asked(string publicBaseUrl, bool allowLoopback = true)
    {
        await using var story = await HubStory.StartAsync(azurite, publicBaseUrl);
        if (!allowLoopback)
        {
            // The feed itself was fetched while that was allowed.
            await story.Rig.PollAsync();
            await story.Rig.DrainAsync();
            story.Rig.Set("Polling:AllowLoopback", "false");
            story.Rig.Restart();
        }

        await story.TickAsync();

        Assert.Empty(story.Hub.Requests);
        Assert.Null((await story.FeedAsync()).Push);
    }

    [Fact]
    public async Task A_hub_in_a_private_place_is_not_asked()
    {
        await using var story = await HubStory.StartAsync(azurite, "https://alerts.example.org");
        story.Publisher.Answer("/courier", context => context.Response.WriteAsync(
            $"<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>T</title><atom:link rel='hub' href='http://169.254.169.254/hub'/><atom:link rel='self' href='{story.FeedUrl}'/></channel></rss>"));

        await story.TickAsync();

        Assert.Contains("only public addresses are asked", (await story.FeedAsync()).Push?.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_at_any_write_of_asking_leaves_a_subscription_that_comes_to_stand()
    {
        for (var write = 1; write <= 12; write++)
        {
            await using var story = await HubStory.StartAsync(azurite);
            await story.Rig.PollAsync();
            await story.Rig.DrainAsync();
            var crash = new Crash(write, done: write % 2 == 0);
            story.Rig.Restart(crash);
            try
            {
                await story.TickAsync();
            }
            catch (CrashException)
            {
            }

            story.Rig.Restart();
            await story.TickAsync(TimeSpan.FromHours(2));

            Assert.Equal(HubState.Verified, (await story.FeedAsync()).Push?.State);
            if (!crash.Happened)
                break;
        }
    }
}
