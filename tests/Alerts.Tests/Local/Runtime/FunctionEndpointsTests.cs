using System.Net;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Local.Runtime;

public sealed class FunctionEndpointsTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("GET", "/", 200, "home GET")]
    [InlineData("GET", "/things/41", 200, "/things/41 42")]
    [InlineData("GET", "/things/forty", 404, "")]
    [InlineData("GET", "/named/ann", 200, "GET ann none")]
    [InlineData("POST", "/named/ann/7", 200, "POST ann 07")]
    [InlineData("GET", "/named/ann/seven", 400, "")]
    [InlineData("GET", "/named/ann.json", 200, """{"name":"ann","path":"/named/ann.json"}""")]
    [InlineData("DELETE", "/named/ann", 405, "")]
    [InlineData("GET", "/Fails", 500, "")]
    [InlineData("POST", "/silent", 204, "")]
    [InlineData("GET", "/nothing", 404, "")]
    public async Task A_request_reaches_the_function_of_its_route(string method, string path, int status, string body)
    {
        await using var run = await LocalRun.StartAsync(await azurite.NewAccountAsync(), [typeof(Web)]);
        await CheckAsync(run, method, path, status, body);
    }

    [Fact]
    public async Task The_prefix_of_host_json_comes_before_every_route()
    {
        await using var run = await LocalRun.StartAsync(
            await azurite.NewAccountAsync(), [typeof(Web)], LocalRun.Host with { RoutePrefix = "api" });

        await CheckAsync(run, "GET", "/api/named/ann", 200, "GET ann none");
        await CheckAsync(run, "GET", "/api", 200, "home GET");
        await CheckAsync(run, "GET", "/named/ann", 404, "");
    }

    private static async Task CheckAsync(LocalRun run, string method, string path, int status, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await run.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
