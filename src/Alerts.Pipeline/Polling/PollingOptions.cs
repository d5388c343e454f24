using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Polling;

/// <summary>How feeds are polled: the section <c>Polling</c>.</summary>
public sealed class PollingOptions
{
    public const string Section = "Polling";

    /// <summary>A page that tells publishers who asks; null leaves it out of the User-Agent.</summary>
    public Uri? ContactUrl { get; set; }

    /// <summary>The shortest time between two polls of a feed.</summary>
    public TimeSpan Minimum { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest time between two polls of a feed that answers.</summary>
    public TimeSpan Maximum { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The pause between two requests to one host.</summary>
    public TimeSpan HostPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a worker holds a host for one request; longer than a request may take.</summary>
    public TimeSpan HostLease { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Whether feeds that offer a hub are subscribed there, where this installation has a public https address.</summary>
    public bool WebSub { get; set; } = true;

    /// <summary>The shortest time between two polls of a feed while its hub delivers.</summary>
    public TimeSpan PushedInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Hosts whose pages are never fetched for full texts, each with its subdomains, separated by commas.</summary>
    public string PagesOff { get; set; } = "";

    /// <summary>When a feed whose message seems lost is sent for again; longer than any handler runs.</summary>
    public TimeSpan QueueAgainAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Lets feeds and hubs be on this machine, and hubs deliver to it: for local runs and tests.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Lets feeds be in private networks.</summary>
    public bool AllowPrivate { get; set; }

    internal string[] HostsOff => PagesOff.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

internal sealed class PollingOptionsValidator : IValidateOptions<PollingOptions>
{
    public ValidateOptionsResult Validate(string? name, PollingOptions options) => options switch
    {
        { Minimum: var least } when least <= TimeSpan.Zero =>
            ValidateOptionsResult.Fail($"Polling__Minimum is {least}: set it to a time above zero, such as 00:02:00."),
        { Maximum: var most, Minimum: var least } when most < least =>
            ValidateOptionsResult.Fail($"Polling__Maximum is {most}: it may not be below Polling__Minimum, {least}."),
        { HostPause: var pause } when pause < TimeSpan.Zero || pause > TimeSpan.FromMinutes(1) =>
            ValidateOptionsResult.Fail($"Polling__HostPause is {pause}: set it between 00:00:00 and 00:01:00."),
        { HostLease: var lease } when lease <= TimeSpan.Zero || lease > TimeSpan.FromMinutes(10) =>
            ValidateOptionsResult.Fail($"Polling__HostLease is {lease}: set it above zero, up to 00:10:00."),
        { QueueAgainAfter: var again } when again <= TimeSpan.Zero =>
            ValidateOptionsResult.Fail($"Polling__QueueAgainAfter is {again}: set it above zero, such as 00:15:00."),
        _ => ValidateOptionsResult.Success,
    };
}
