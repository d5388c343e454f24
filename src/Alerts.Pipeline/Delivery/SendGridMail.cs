using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using MimeKit;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Alerts.Pipeline.Delivery;

/// <summary>Mails through SendGrid's v3 API: one request for up to 1,000 recipients, what is theirs alone by substitutions.</summary>
internal sealed partial class SendGridMail : IMailProvider, IDisposable
{
    /// <summary>Names of the custom arguments that come back with SendGrid's events.</summary>
    internal const string DeliveryArgument = "delivery_id";
    internal const string SubscriberArgument = "subscriber_id";
    internal const string SignalArgument = "signal_id";

    // A wait up to this is spent here, with the claim in hand; a longer one sends the message round again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    // After a fault that names no time: long enough that the other workers do not pile up on it.
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(5);
    private const int MostWaits = 3;

    private readonly IOptions<MailOptions> options;
    private readonly TimeProvider time;
    private readonly SharedPause pause;
    private readonly HttpClient http;
    private readonly SendGridClient client;

    public SendGridMail(IOptions<MailOptions> options, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        pause = new(time);
        http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15) }) { Timeout = options.Value.SendGrid.Timeout };
        client = new(http, new SendGridClientOptions
        {
            ApiKey = options.Value.SendGrid.ApiKey,
            Host = options.Value.SendGrid.Host?.AbsoluteUri.TrimEnd('/') ?? "https://api.sendgrid.com",
        });
    }

    // v3 Mail Send: "The total number of recipients must be no more than 1000."
    public int MostRecipients => 1000;

    /// <summary>How long all workers still wait.</summary>
    internal TimeSpan Wait => pause.Left;

    public void Dispose() => http.Dispose();

    public async Task<MailReport> SendAsync(MailBatch batch, CancellationToken cancellation)
    {
        var outcomes = new List<MailOutcome>(batch.Recipients.Count);
        var left = batch.Recipients;
        for (var waits = 0; left.Count > 0;)
        {
            if (pause.Left is var wait && wait > TimeSpan.Zero)
            {
                if (wait > LongestWait || ++waits > MostWaits || !batch.HasTimeFor(wait + options.Value.SendGrid.Timeout, time.GetUtcNow()))
                    return End(MailFate.Postponed, "SendGrid asked for patience.", wait);
                await Task.Delay(wait, time, cancellation);
                continue;
            }

            // A request that outlives its claim may meet another run's.
            if (!batch.HasTimeFor(options.Value.SendGrid.Timeout, time.GetUtcNow()))
                return End(MailFate.Postponed, "SendGrid was too slow for this claim.", null);
            var answer = await PostAsync(Request(batch with { Recipients = left }), cancellation);
            if (answer.Fate == MailFate.Taken)
                return End(MailFate.Taken, answer.Reason, null);
            if (answer.Status == 413 && left.Count > 1)
            {
                // Too much at once is no recipient's fault.
                var half = left.Count / 2;
                var (some, others) = (await SendAsync(batch with { Recipients = [.. left.Take(half)] }, cancellation), await SendAsync(batch with { Recipients = [.. left.Skip(half)] }, cancellation));
                return new([.. outcomes, .. some.Outcomes, .. others.Outcomes], others.RetryAfter ?? some.RetryAfter);
            }

            if (answer.Status is 400 or 413)
            {
                // A fault that names its personalization is that recipient's alone: the rest still goes out.
                var refused = answer.Status == 400 ? RefusedOf(answer.Body, left.Count) : null;
                outcomes.AddRange(left.Where((_, i) => refused is null || refused.Contains(i)).Select(recipient => new MailOutcome(recipient.Id, MailFate.Refused, answer.Reason)));
                left = refused is null ? [] : [.. left.Where((_, i) => !refused.Contains(i))];
                continue;
            }

            if (answer.Status is 429 or >= 500)
                pause.Extend(answer.RetryAfter is { } asked ? TimeSpan.FromTicks(Math.Max(asked.Ticks, TimeSpan.TicksPerSecond)) : Breath);
            // What SendGrid says it has not taken may be tried again at once when it is short; what it may have is left alone.
            if (answer.Fate != MailFate.Postponed || answer.RetryAfter is null || answer.RetryAfter > LongestWait)
                return End(answer.Fate, answer.Reason, answer.RetryAfter);
        }

        return new(outcomes);

        MailReport End(MailFate fate, string? detail, TimeSpan? retryAfter) =>
            new([.. outcomes, .. left.Select(recipient => new MailOutcome(recipient.Id, fate, detail))], retryAfter);
    }

    private SendGridMessage Request(MailBatch batch)
    {
        var from = MailboxAddress.Parse(options.Value.From);
        var message = new SendGridMessage
        {
            From = new EmailAddress(from.Address, from.Name),
            Subject = batch.Content.Subject,
            PlainTextContent = batch.Content.Text,
            HtmlContent = batch.Content.Html,
            Personalizations = [.. batch.Recipients.Select(recipient => new Personalization
            {
                Tos = [new EmailAddress(recipient.Address)],
                Substitutions = recipient.Marks.ToDictionary(),
                Headers = MimeMail.Own(batch.Content.Headers, recipient).ToDictionary(header => header.Name, header => header.Value),
                CustomArgs = Arguments(recipient),
            })],
        };
        message.SetClickTracking(false, false);
        message.SetOpenTracking(false);
        message.SetSubscriptionTracking(false);
        return message;
    }

    private static Dictionary<string, string> Arguments(MailRecipient recipient)
    {
        var arguments = new Dictionary<string, string> { [DeliveryArgument] = recipient.Id };
        if (recipient.SubscriberId.Length > 0)
            arguments[SubscriberArgument] = recipient.SubscriberId;
        if (recipient.SignalId.Length > 0)
            arguments[SignalArgument] = recipient.SignalId;
        return arguments;
    }

    private async Task<Answer> PostAsync(SendGridMessage message, CancellationToken cancellation)
    {
        try
        {
            var response = await client.SendEmailAsync(message, cancellation);
            var status = (int)response.StatusCode;
            if (response.IsSuccessStatusCode)
                return new(MailFate.Taken, status, response.Headers.TryGetValues("X-Message-Id", out var ids) ? ids.FirstOrDefault() : null);
            var body = await response.Body.ReadAsStringAsync(cancellation);
            // A gateway answers 502 and 504 for a server behind it that may have done its work. 401 and 403: the operator mends the key, and nothing is lost meanwhile.
            var fate = status is 502 or 504 ? MailFate.InDoubt : MailFate.Postponed;
            return new(fate, status, $"SendGrid answered {status}: {MaskedAddress.In(Cut(body))}", body, RetryAfter(response.Headers));
        }
        catch (HttpRequestException away) when (away.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return new(MailFate.Postponed, (int)HttpStatusCode.ServiceUnavailable, $"SendGrid cannot be reached: {away.Message}");
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException || (lost is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return new(MailFate.InDoubt, (int)HttpStatusCode.ServiceUnavailable, $"SendGrid was given the mail and its answer was lost: {lost.Message}");
        }
    }

    /// <summary>Positions of the recipients that a 400 names, where every fault in it names one; else null.</summary>
    internal static IReadOnlySet<int>? RefusedOf(string body, int count)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var refused = new HashSet<int>();
            foreach (var error in json.RootElement.GetProperty("errors").EnumerateArray())
            {
                if (!error.TryGetProperty("field", out var field) || field.ValueKind != JsonValueKind.String
                    || PersonalizationField().Match(field.GetString() ?? "") is not { Success: true } match
                    || int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var at && at >= count)
                    return null;
                refused.Add(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            }

            return refused.Count > 0 ? refused : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseHeaders headers)
    {
        if (headers.RetryAfter?.Delta is { } delta)
            return delta;
        // "X-RateLimit-Reset": seconds since 1970, as SendGrid's page Rate Limits shows it.
        if (!headers.TryGetValues("X-RateLimit-Reset", out var resets) || !long.TryParse(resets.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var reset))
            return null;
        var wait = DateTimeOffset.FromUnixTimeSeconds(Math.Min(reset, DateTimeOffset.MaxValue.ToUnixTimeSeconds())) - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static string Cut(string body) => body.Length <= 300 ? body : body[..300];

    [GeneratedRegex(@"^personalizations[.\[](\d{1,4})\b")]
    private static partial Regex PersonalizationField();

    private sealed record Answer(MailFate Fate, int Status, string? Reason, string Body = "", TimeSpan? RetryAfter = null);
}
