using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Alerts.Tests.Delivery.SendGrid;

/// <summary>The stand-in holds what SendGrid publishes: every rule is broken once, and a good request is taken.</summary>
public sealed class SendGridStandInTests
{
    public static TheoryData<string> Rules => [.. SendGridRules.All.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_request_that_breaks_a_rule_is_refused_by_it(string rule)
    {
        var request = Good();
        Break(rule, request);
        var (status, body) = await PostAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(SendGridRules.All[rule].Message, body["errors"]!.AsArray().Select(error => (string?)error!["message"])); // a 400 has errors
        Assert.StartsWith("https://", SendGridRules.All[rule].Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_request_is_taken_and_written_in_the_book()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(sendGrid, Good().ToJsonString())).StatusCode);
        Assert.Equal(["a@example.org", "b@example.org"], sendGrid.Book.Select(mail => mail.Address));
    }

    [Theory]
    [InlineData("/v3/mail/send", "wrong", 401)]
    [InlineData("/v3/elsewhere", SendGridStandIn.Key, 404)]
    public async Task A_stranger_and_a_wrong_address_are_turned_away(string path, string key, int status)
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        Assert.Equal(status, (int)(await PostAsync(sendGrid, Good().ToJsonString(), path, key)).StatusCode);
        Assert.Empty(sendGrid.Book);
    }

    [Fact]
    public async Task Thirty_megabytes_are_too_much()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        var request = Good();
        request["content"]![0]!["value"] = new string('x', SendGridRules.MostBytes);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(sendGrid, request.ToJsonString())).StatusCode);
    }

    private static JsonObject Good() => new()
    {
        ["personalizations"] = new JsonArray(Personalization("a@example.org"), Personalization("b@example.org")),
        ["from"] = new JsonObject { ["email"] = "alerts@example.org", ["name"] = "Alerts" },
        ["subject"] = "Subject",
        ["content"] = new JsonArray(Content("text/plain"), Content("text/html")),
    };

    private static JsonObject Personalization(string email) => new() { ["to"] = new JsonArray(new JsonObject { ["email"] = email }) };

    private static JsonObject Content(string type) => new() { ["type"] = type, ["value"] = "value" };

    private static JsonObject Many(int count, int length = 1) =>
        new(Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"-k{i}-", (JsonNode?)new string('v', length))));

    private static void Break(string rule, JsonObject request)
    {
        var all = request["personalizations"]!.AsArray(); // Good() has them
        var first = all[0]!.AsObject();
        switch (rule)
        {
            case "a personalization": all.Clear(); break;
            case "1,000 personalizations": Fill(all, 1001); break;
            case "1,000 recipients": first["cc"] = new JsonArray([.. Enumerable.Range(0, 999).Select(i => (JsonNode)new JsonObject { ["email"] = $"c{i}@example.org" })]); break;
            case "a recipient each": first["to"] = new JsonArray(); break;
            case "valid addresses": first["to"]![0]!["email"] = "nobody"; break;
            case "plain names": first["to"]![0]!["name"] = "Reader, A"; break;
            case "unique addresses": first["cc"] = new JsonArray(new JsonObject { ["email"] = "A@example.org" }); break;
            case "a sender": request.Remove("from"); break;
            case "a sender in ASCII": request["from"]!["email"] = "\u00E4lerts@example.org"; break;
            case "a subject": request["subject"] = ""; break;
            case "content": request["content"] = new JsonArray(); break;
            case "content of a character": request["content"]![0]!["value"] = ""; break;
            case "content types": request["content"]![1]!["type"] = "text/html; charset=utf-8"; break;
            case "plain text first": request["content"] = new JsonArray(Content("text/html"), Content("text/plain")); break;
            case "custom arguments of strings": first["custom_args"] = new JsonObject { ["n"] = 1 }; break;
            case "10,000 bytes of custom arguments": first["custom_args"] = Many(1, 10_000); break;
            case "headers of strings": first["headers"] = new JsonObject { ["X-N"] = true }; break;
            case "reserved headers": first["headers"] = new JsonObject { ["subject"] = "s" }; break;
            case "header names": first["headers"] = new JsonObject { ["X N"] = "s" }; break;
            case "headers once": first["headers"] = new JsonObject { ["X-N"] = "s", ["x-n"] = "s" }; break;
            case "substitutions of strings": first["substitutions"] = new JsonObject { ["-n-"] = new JsonArray() }; break;
            case "150 substitutions": first["substitutions"] = Many(151); break;
            case "10,000 substitutions":
                Fill(all, 100);
                foreach (var one in all)
                    one!["substitutions"] = Many(101); // just added
                break;
            case "50,000 bytes of substitutions": first["substitutions"] = Many(1, 50_001); break;
            case "10 categories": request["categories"] = new JsonArray([.. Enumerable.Range(0, 11).Select(i => (JsonNode)$"c{i}")]); break;
            case "72 hours ahead": request["send_at"] = TimeProvider.System.GetUtcNow().AddHours(80).ToUnixTimeSeconds(); break;
            case "a batch of a string": request["batch_id"] = 7; break;
            default: Assert.Fail($"Nothing here breaks the rule \"{rule}\"."); break;
        }
    }

    private static void Fill(JsonArray all, int count)
    {
        while (all.Count < count)
            all.Add((JsonNode)Personalization($"n{all.Count}@example.org"));
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(JsonObject request)
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        var answer = await PostAsync(sendGrid, request.ToJsonString());
        Assert.Empty(sendGrid.Book);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!); // it always answers JSON
    }

    private static async Task<HttpResponseMessage> PostAsync(SendGridStandIn sendGrid, string json, string path = "/v3/mail/send", string key = SendGridStandIn.Key)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(sendGrid.Address, path)) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
