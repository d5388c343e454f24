using Microsoft.Extensions.Options;
using MimeKit;

namespace Alerts.Pipeline.Delivery;

/// <summary>Who takes our mail.</summary>
public enum MailProvider
{
    /// <summary>A folder of .eml files.</summary>
    Outbox,
    Smtp,
    SendGrid,
}

/// <summary>How mail is sent: the section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    public MailProvider Provider { get; set; } = MailProvider.Outbox;

    /// <summary>Takes over while the first keeps failing or is slow; null for none.</summary>
    public MailProvider? SecondProvider { get; set; }

    /// <summary>Whether mails are made and booked and then left unsent.</summary>
    public bool DryRun { get; set; }

    /// <summary>The sender, as <c>Name &lt;address&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>The sender's postal address, one line; the law wants it in every mail.</summary>
    public string PostalAddress { get; set; } = "";

    /// <summary>The outbox folder; relative to the working directory.</summary>
    public string OutboxPath { get; set; } = "outbox";

    public SmtpOptions Smtp { get; set; } = new();

    public SendGridOptions SendGrid { get; set; } = new();

    /// <summary>How long a claimed delivery belongs to the worker that sends it; longer than sending a batch takes.</summary>
    public TimeSpan ClaimLease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Alerts that one address gets in one of its days; what goes beyond comes with the digest.</summary>
    public int MostADay { get; set; } = 20;

    /// <summary>Alerts for one address that come closer together than this are joined to one mail; zero for never. The first goes at once.</summary>
    public TimeSpan JoinWithin { get; set; } = TimeSpan.FromMinutes(3);
}

/// <summary>The section <c>Mail:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>Whether the connection must be encrypted (STARTTLS, or TLS at once on port 465).</summary>
    public bool RequireTls { get; set; } = true;

    /// <summary>Empty for a relay without a login.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";
}

/// <summary>The section <c>Mail:SendGrid</c>.</summary>
public sealed class SendGridOptions
{
    public string ApiKey { get; set; } = "";

    /// <summary>Null for SendGrid's own; a stand-in for tests.</summary>
    public Uri? Host { get; set; }

    /// <summary>How long a request may take; after it nobody knows whether the mail was taken.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Verification key of the signed Event Webhook, as SendGrid shows it (Base64); empty where no events come.</summary>
    public string EventKey { get; set; } = "";
}

internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var faults = new List<string>();
        if (!MailboxAddress.TryParse(options.From, out var from) || !from.Address.Contains('@', StringComparison.Ordinal))
            faults.Add($"Mail__From is \"{options.From}\": set it to the sender, such as Alerts <alerts@example.org>.");
        if (string.IsNullOrWhiteSpace(options.PostalAddress) || options.PostalAddress.AsSpan().ContainsAny('\r', '\n'))
            faults.Add("Mail__PostalAddress is missing or has several lines: set it to the sender's postal address in one line.");
        if (!Enum.IsDefined(options.Provider))
            faults.Add($"Mail__Provider is {options.Provider}: set it to outbox, smtp or sendgrid.");
        if (options.SecondProvider is { } second && (!Enum.IsDefined(second) || second == options.Provider))
            faults.Add($"Mail__SecondProvider is {second}: leave it out, or set it to another one than Mail__Provider ({options.Provider}).");
        if (Uses(options, MailProvider.Outbox) && string.IsNullOrWhiteSpace(options.OutboxPath))
            faults.Add("Mail__OutboxPath is empty: set it to the folder for .eml files.");
        if (Uses(options, MailProvider.Smtp) && string.IsNullOrWhiteSpace(options.Smtp.Host))
            faults.Add("Mail__Smtp__Host is missing: set it to the relay's name.");
        if (options.Smtp.Port is <= 0 or > 65535)
            faults.Add($"Mail__Smtp__Port is {options.Smtp.Port}: set it between 1 and 65535.");
        if (Uses(options, MailProvider.SendGrid) && string.IsNullOrWhiteSpace(options.SendGrid.ApiKey))
            faults.Add("Mail__SendGrid__ApiKey is missing: set it, in Azure as a Key Vault reference.");
        if (options.SendGrid.Timeout <= TimeSpan.Zero || options.SendGrid.Timeout > TimeSpan.FromMinutes(1))
            faults.Add($"Mail__SendGrid__Timeout is {options.SendGrid.Timeout}: set it above zero, up to 00:01:00.");
        if (options.SendGrid.EventKey.Length > 0 && !Events.EventSignature.IsKey(options.SendGrid.EventKey))
            faults.Add("Mail__SendGrid__EventKey is no P-256 public key: copy the verification key from SendGrid's Event Webhook settings, or leave it empty.");
        if (options.ClaimLease <= TimeSpan.Zero || options.ClaimLease > TimeSpan.FromHours(1))
            faults.Add($"Mail__ClaimLease is {options.ClaimLease}: set it above zero, up to 01:00:00.");
        if (LongestCall(options) is var call && options.ClaimLease < call * ClaimRule.CallsALease)
            faults.Add($"Mail__ClaimLease is {options.ClaimLease}: set it to {call * ClaimRule.CallsALease} or more, three times as long as the provider may take for a call.");
        if (options.JoinWithin < TimeSpan.Zero || options.JoinWithin > TimeSpan.FromHours(1))
            faults.Add($"Mail__JoinWithin is {options.JoinWithin}: set it between 00:00:00 (never join) and 01:00:00.");
        if (options.MostADay <= 0)
            faults.Add($"Mail__MostADay is {options.MostADay}: set it to how many alerts an address may get a day, 1 or more.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static TimeSpan LongestCall(MailOptions options)
    {
        var (sendGrid, smtp) = (Uses(options, MailProvider.SendGrid) ? options.SendGrid.Timeout : default, Uses(options, MailProvider.Smtp) ? SmtpRelay.Patience : default);
        return sendGrid > smtp ? sendGrid : smtp;
    }

    private static bool Uses(MailOptions options, MailProvider provider) => options.Provider == provider || options.SecondProvider == provider;
}
