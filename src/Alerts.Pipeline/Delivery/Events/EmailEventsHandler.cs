using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Delivery.Events;

/// <summary>The address that SendGrid posts events to. Who is not SendGrid, or comes too late, is refused before a byte of JSON is read.</summary>
public sealed class EmailEventsHandler(MailEvents events, IOptions<MailOptions> options, TimeProvider time)
{
    internal const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    internal const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>
    /// How old a signed request may be. SendGrid posts what was not taken again for up to 24 hours after the event (Troubleshooting the Event Webhook),
    /// and does not say whether it signs anew: a shorter window could lose all that comes back from an outage. What is posted again within it changes nothing.
    /// </summary>
    internal static readonly TimeSpan ReplayWindow = TimeSpan.FromHours(25);

    /// <summary>How far ahead the clock of who signs may be.</summary>
    internal static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    // SendGrid posts batches well under 1 MB.
    private const int MostBytes = 2 * 1024 * 1024;

    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellation)
    {
        var key = options.Value.SendGrid.EventKey;
        if (key.Length == 0)
            return Results.NotFound();
        if (request.ContentLength > MostBytes)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var (signature, timestamp) = (request.Headers[SignatureHeader].ToString(), request.Headers[TimestampHeader].ToString());
        if (signature.Length is 0 or > 200 || !IsFresh(timestamp))
            return Results.StatusCode(StatusCodes.Status403Forbidden);

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (body.Length + read > MostBytes)
                return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
            body.Write(buffer, 0, read);
        }

        if (!EventSignature.IsValid(key, timestamp, body.GetBuffer().AsSpan(0, (int)body.Length), signature))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (MailEvent.Read(body.GetBuffer().AsMemory(0, (int)body.Length)) is not { } told)
            return Results.BadRequest();
        await events.RunAsync(told, cancellation);
        return Results.NoContent();
    }

    private bool IsFresh(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) is var age && age <= ReplayWindow && age >= -Ahead;
}
