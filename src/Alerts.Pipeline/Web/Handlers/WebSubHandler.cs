using System.Globalization;
using Alerts.Pipeline.Polling.Hubs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>The callback that hubs verify and deliver to (W3C WebSub, 2018, sections 5.3 and 7). Who does not know the address learns nothing from it.</summary>
public sealed class WebSubHandler(HubVerification verification, HubDelivery delivery)
{
    private const int MostBytes = 10 * 1024 * 1024;
    private const int LongestChallenge = 4096;

    /// <summary>Echoes the challenge of a request that we did make; anything else is 404.</summary>
    public async Task<IResult> GetAsync(HttpRequest request, string feedId, string token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = request.Query;
        var (mode, topic) = (One(query["hub.mode"]), One(query["hub.topic"]));
        if (mode == "denied")
            return await verification.DenyAsync(feedId, token, topic, One(query["hub.reason"]), cancellation) ? Results.Ok() : Results.NotFound();

        var challenge = One(query["hub.challenge"]);
        if (challenge.Length is 0 or > LongestChallenge)
            return Results.NotFound();
        return await verification.VerifyAsync(feedId, token, mode, topic, Seconds(One(query["hub.lease_seconds"])), cancellation)
            ? Results.Text(challenge, "text/plain")
            : Results.NotFound();
    }

    /// <summary>202 for every delivery that is read, be it ours to take or not; 410 where no delivery is wanted; 413 above 10 MiB.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, string feedId, string token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await delivery.FindAsync(feedId, token, cancellation) is not { } feed)
            return Results.StatusCode(StatusCodes.Status410Gone);
        if (request.ContentLength > MostBytes || await ReadAsync(request.Body, cancellation) is not { } body)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        await delivery.TakeAsync(feed, new(body, Field(request, "Content-Type"), Field(request, "X-Hub-Signature"), Field(request, "Link")), cancellation);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    /// <returns>Null beyond the limit, whatever Content-Length says.</returns>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        var piece = new byte[64 * 1024];
        while (await body.ReadAsync(piece, cancellation) is var read and > 0)
        {
            if (buffer.Length + read > MostBytes)
                return null;
            buffer.Write(piece, 0, read);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static string One(StringValues values) => values.Count > 0 ? values[0] ?? "" : "";

    private static string? Field(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) && values.Count > 0 ? string.Join(", ", values.ToArray()) : null;

    private static TimeSpan? Seconds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
}
