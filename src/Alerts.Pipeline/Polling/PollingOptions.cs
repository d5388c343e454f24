using Alerts.Feeds.Fetching;
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

    internal FetchOptions Fetching => new() { ContactUrl = ContactUrl, AllowLoopback = AllowLoopback, AllowPrivate = AllowPrivate };

    internal string[] HostsOff => PagesOff.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

internal sealed class PollingOptionsValidator : IValidateOptions<PollingOptions>
{
    public ValidateOptionsResult Validate(string? name, PollingOptions options) =>
        Problem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    private static string? Problem(PollingOptions options) => options switch
    {
        { Minimum: var least } when least <= TimeSpan.Zero => $"Polling__Minimum is {least}: set it to a time above zero, such as 00:02:00.",
        { Maximum: var most, Minimum: var least } when most < least => $"Polling__Maximum is {most}: it may not be below Polling__Minimum, {least}.",
        { Maximum: var most } when most > TimeSpan.FromDays(7) => $"Polling__Maximum is {most}: set it to 7.00:00:00 or less, such as 1.00:00:00.",
        { HostPause: var pause } when pause < TimeSpan.Zero || pause > TimeSpan.FromMinutes(1) => $"Polling__HostPause is {pause}: set it between 00:00:00 and 00:01:00.",
        { HostLease: var lease } when lease <= options.Fetching.Timeout || lease > TimeSpan.FromMinutes(10) =>
            $"Polling__HostLease is {lease}: set it above {options.Fetching.Timeout}, which a request may take, up to 00:10:00.",
        { PushedInterval: var pushed } when pushed <= TimeSpan.Zero || pushed > TimeSpan.FromDays(1) => $"Polling__PushedInterval is {pushed}: set it above zero, up to 1.00:00:00.",
        { QueueAgainAfter: var again } when again <= TimeSpan.Zero || again > TimeSpan.FromDays(1) => $"Polling__QueueAgainAfter is {again}: set it above zero, up to 1.00:00:00, such as 00:15:00.",
        _ when Array.Find(options.HostsOff, host => Uri.CheckHostName(host) == UriHostNameType.Unknown) is { } host =>
            $"Polling__PagesOff names \"{host}\", which is no host name: write names such as news.example, separated by commas, without http:// or paths.",
        _ => options.Fetching.Problem() is { } problem ? "Polling__" + problem : null,
    };
}
