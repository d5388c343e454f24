using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using MimeKit;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Alerts.Pipeline.Delivery;

/// <summary>Mails through SendGrid's v3 API: one request for up to 1,000 recipients, what is theirs alone by substitutions.</summary>
internal sealed partial class SendGridMail(IOptions<MailOptions> options, TimeProvider time) : IMailProvider
{
    private readonly SendGridClient client = new(new SendGridClientOptions
    {
        ApiKey = options.Value.SendGrid.ApiKey,
        Host = options.Value.SendGrid.Host?.AbsoluteUri.TrimEnd('/') ?? "https://api.sendgrid.com",
    });

    // v3 Mail Send: "The total number of recipients must be no more than 1000."
    public int MostRecipients => 1000;

    public async Task<MailReport> SendAsync(MailBatch batch, CancellationToken cancellation)
    {
        var outcomes = new List<MailOutcome>(batch.Recipients.Count);
        var left = batch.Recipients;
        while (left.Count > 0)
        {
            var (status, headers, body, fault) = await PostAsync(Request(batch with { Recipients = left }), cancellation);
            if (status is >= 200 and < 300)
            {
                var id = headers?.TryGetValues("X-Message-Id", out var ids) == true ? ids.FirstOrDefault() : null;
                outcomes.AddRange(left.Select(recipient => new MailOutcome(recipient.Id, MailFate.Taken, id)));
                break;
            }

            var reason = fault ?? $"SendGrid answered {status}: {Cut(body)}";
            if (status is 400 or 413)
            {
                // A fault that names its personalization is that recipient's alone: the rest still goes out.
                var refused = status == 400 ? RefusedOf(body, left.Count) : null;
                outcomes.AddRange(left.Where((_, i) => refused is null || refused.Contains(i)).Select(recipient => new MailOutcome(recipient.Id, MailFate.Refused, reason)));
                left = refused is null ? [] : [.. left.Where((_, i) => !refused.Contains(i))];
                continue;
            }

            // 401 and 403 too: the operator mends the key, and nothing is lost meanwhile.
            outcomes.AddRange(left.Select(recipient => new MailOutcome(recipient.Id, MailFate.Postponed, reason)));
            return new(outcomes, RetryAfter(headers));
        }

        return new(outcomes);
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
                Headers = MimeMail.Own(batch.Content, recipient).Headers.ToDictionary(header => header.Name, header => header.Value),
                CustomArgs = new() { ["delivery_id"] = recipient.Id },
            })],
        };
        message.SetClickTracking(false, false);
        message.SetOpenTracking(false);
        message.SetSubscriptionTracking(false);
        return message;
    }

    private async Task<(int Status, System.Net.Http.Headers.HttpResponseHeaders? Headers, string Body, string? Fault)> PostAsync(SendGridMessage message, CancellationToken cancellation)
    {
        try
        {
            var response = await client.SendEmailAsync(message, cancellation);
            return ((int)response.StatusCode, response.Headers, await response.Body.ReadAsStringAsync(cancellation), null);
        }
        catch (Exception away) when (away is HttpRequestException or IOException || (away is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return ((int)HttpStatusCode.ServiceUnavailable, null, "", $"SendGrid cannot be reached: {away.Message}");
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

    private TimeSpan? RetryAfter(System.Net.Http.Headers.HttpResponseHeaders? headers)
    {
        if (headers?.RetryAfter?.Delta is { } delta)
            return delta;
        if (headers?.TryGetValues("X-RateLimit-Reset", out var resets) != true
            || !long.TryParse(resets?.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var reset))
            return null;
        var wait = DateTimeOffset.FromUnixTimeSeconds(reset) - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static string Cut(string body) => body.Length <= 300 ? body : body[..300];

    [GeneratedRegex(@"^personalizations[.\[](\d{1,4})\b")]
    private static partial Regex PersonalizationField();
}
