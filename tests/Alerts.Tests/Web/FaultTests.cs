using System.Net;
using System.Text;
using Alerts.Functions;
using Alerts.Local.Runtime;
using Alerts.Tests.Azurite;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Web;

/// <summary>Addresses that lead nowhere, a storage that does not answer, code that breaks: each has its page.</summary>
public sealed class FaultTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> OtherRoutes =>
        [.. FunctionCatalog.OfThisApp().Https.Where(function => function.Name != nameof(UnknownPage)).Select(function => function.Route)];

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/topics")]
    [InlineData("/topics/a/b")]
    [InlineData("/wp-login.php")]
    [InlineData("/.env")]
    [InlineData("/a/b/c%2f..%2f%2e%2e?x=<script>")]
    [InlineData("/subscribers")]
    public async Task An_address_that_leads_nowhere_has_a_page(string path)
    {
        await using var site = await TestSite.StartAsync(azurite, Cancellation);

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            using var response = await site.Client.SendAsync(new(method, path), Cancellation);
            var body = await response.Content.ReadAsStringAsync(Cancellation);

            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.Contains("<h1>Not here</h1>", body, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", body, StringComparison.Ordinal);
            Assert.True(response.Headers.Contains("Content-Security-Policy"));
        }
    }

    [Theory]
    [MemberData(nameof(OtherRoutes))]
    public void The_page_for_unknown_addresses_leaves_every_other_route_alone(string route)
    {
        var path = Sample(RoutePatternFactory.Parse(route), optional: true);
        var shortest = Sample(RoutePatternFactory.Parse(route), optional: false);

        Assert.False(IsUnknown(path), $"UnknownPage would take /{path}: name its route in UnknownPage.Route.");
        Assert.False(shortest.Length > 0 && IsUnknown(shortest), $"UnknownPage would take /{shortest}: name its route in UnknownPage.Route.");
    }

    [Theory]
    [InlineData("admin", false)]
    [InlineData("admin/host/status", false)]
    [InlineData("runtime/webhooks/x", false)]
    [InlineData("administration", true)]
    [InlineData("topic", true)]
    public void The_page_for_unknown_addresses_leaves_the_hosts_routes_alone(string path, bool unknown) => Assert.Equal(unknown, IsUnknown(path));

    [Theory]
    [InlineData(true, HttpStatusCode.ServiceUnavailable, "Back in a moment")]
    [InlineData(false, HttpStatusCode.InternalServerError, "Something broke here")]
    public async Task What_breaks_behind_a_page_is_told_on_a_page_and_tells_nothing_else(bool outage, HttpStatusCode expected, string heading)
    {
        var broken = new Broken();
        await using var site = await TestSite.StartAsync(azurite, Cancellation, services: services => services.AddSingleton<HttpPipelinePolicy>(broken));
        broken.With = outage ? new RequestFailedException(503, "secret detail") : new InvalidOperationException("secret detail");

        foreach (var path in new[] { "/", "/topics/nato-membership", "/topics/nato-membership.atom", "/actors/Ukraine", "/confirm/" + new string('A', 43), "/query?q=steel" })
        {
            var (status, body) = await site.GetAsync(path, Cancellation);

            Assert.Equal(expected, status);
            Assert.Contains($"<h1>{heading}</h1>", body, StringComparison.Ordinal);
            Assert.DoesNotContain("secret detail", body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/subscribe")]
    [InlineData("/manage")]
    [InlineData("/try")]
    [InlineData("/wrong/0123456789abcdef0123456789abcdef")]
    [InlineData("/unsubscribe/eyJ9.AAAA")]
    public async Task A_huge_body_is_refused_before_it_is_read(string path)
    {
        await using var site = await TestSite.StartAsync(azurite, Cancellation);
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, site.Client.BaseAddress!.Port, Cancellation); // a client of ours always has one
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: x\r\nOrigin: {TestSite.Origin}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900000000\r\n\r\naddress="),
            Cancellation);

        // Nothing more is sent: an answer that comes was made without the body.
        using var reader = new StreamReader(stream);
        Assert.Matches("^HTTP/1.1 (413|404) ", await reader.ReadLineAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    private static bool IsUnknown(string path)
    {
        var parameter = Assert.Single(RoutePatternFactory.Parse(UnknownPage.Route).Parameters);
        var regex = Assert.Single(parameter.ParameterPolicies).Content ?? "";
        Assert.StartsWith("regex(", regex, StringComparison.Ordinal);
        return new RegexRouteConstraint(regex["regex(".Length..^1])
            .Match(null, null, parameter.Name, new RouteValueDictionary { [parameter.Name] = path }, RouteDirection.IncomingRequest);
    }

    private static string Sample(RoutePattern route, bool optional) => string.Join(
        '/',
        route.PathSegments.Select(segment => segment.Parts[0] switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart parameter when !parameter.IsOptional || (optional && parameter.ParameterPolicies.Count == 0) => "some-value.x",
            _ => "",
        }).Where(part => part.Length > 0));

    private sealed class Broken : HttpPipelinePolicy
    {
        public Exception? With { get; set; }

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => With is { } fault ? throw fault : ProcessNextAsync(message, pipeline);

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
    }
}
