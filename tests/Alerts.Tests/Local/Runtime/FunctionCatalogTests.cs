using Alerts.Local;
using Alerts.Local.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Tests.Local.Runtime;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void Functions_are_found_with_what_their_attributes_say()
    {
        var catalog = FunctionCatalog.Find([typeof(TakeText), typeof(Tick), typeof(Web), typeof(Probe)]);

        Assert.Equal("orders", Assert.Single(catalog.Queues).Queue);
        Assert.Equal("%TickSchedule%", Assert.Single(catalog.Timers).Schedule);
        Assert.Equal(["ById", "ByName", "Fails", "Named.json", "Root", "Silent"], catalog.Https.Select(function => function.Name));
        Assert.Equal(["GET", "POST"], catalog.Https[1].Methods);
        Assert.Equal("Fails", catalog.Https[2].Route);
    }

    [Theory]
    [InlineData(typeof(Refused.Name), "begins with a word the host keeps for itself")]
    [InlineData(typeof(Refused.Route), "The route Runtime/x of the function Fine begins with a word the host keeps")]
    [InlineData(typeof(Refused.NotPublic), "is not public")]
    [InlineData(typeof(Refused.Untriggered), "has 0 triggers")]
    [InlineData(typeof(Refused.Stray), "The parameter when of the function Fine")]
    [InlineData(typeof(Refused.Bound), "is bound to String")]
    [InlineData(typeof(Refused.Twice), "Two functions are named")]
    [InlineData(typeof(Refused.SameRoute), "both serve GET /x")]
    public void What_the_host_would_refuse_is_refused_at_start_with_a_sentence(Type type, string sentence)
    {
        var refusal = Assert.Throws<StartupException>(() => FunctionCatalog.Find([type]));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    public static class Refused
    {
        public static class Name
        {
            [Function("AdminPage")]
            public static Task Run([QueueTrigger("q")] string text) => Task.FromResult(text);
        }

        public static class Route
        {
            [Function("Fine")]
            public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "Runtime/x")] HttpRequest request) => Results.Ok(request.Path);
        }

        public static class NotPublic
        {
            [Function("Fine")]
            internal static Task Run([QueueTrigger("q")] string text) => Task.FromResult(text);
        }

        public static class Untriggered
        {
            [Function("Fine")]
            public static Task Run(string text) => Task.FromResult(text);
        }

        public static class Stray
        {
            [Function("Fine")]
            public static Task Run([QueueTrigger("q")] string text, DateTime when) => Task.FromResult((text, when));
        }

        public static class Bound
        {
            [Function("Fine")]
            public static Task Run([TimerTrigger("0 * * * * *")] string timer) => Task.FromResult(timer);
        }

        public static class Twice
        {
            [Function("Fine")]
            public static Task One([QueueTrigger("q")] string text) => Task.FromResult(text);

            [Function("fine")]
            public static Task Two([QueueTrigger("q")] string text) => Task.FromResult(text);
        }

        public static class SameRoute
        {
            [Function("One")]
            public static IResult One([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "x")] HttpRequest request) => Results.Ok(request.Path);

            [Function("Two")]
            public static IResult Two([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "X")] HttpRequest request) => Results.Ok(request.Path);
        }
    }
}
