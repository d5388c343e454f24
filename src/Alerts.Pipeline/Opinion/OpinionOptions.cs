using System.Net;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Opinion;

/// <summary>The optional second opinion of a language model: the section <c>Opinion</c>.</summary>
public sealed class OpinionOptions
{
    public const string Section = "Opinion";

    /// <summary>Off: no request is made.</summary>
    public bool Enabled { get; set; }

    /// <summary>Base address of an OpenAI-compatible API, its version included: <c>https://api.openai.com/v1</c>.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The model's name as the endpoint knows it.</summary>
    public string Model { get; set; } = "";

    /// <summary>Empty for an endpoint that asks for none.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The longest that one article waits, all its questions together.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}

internal sealed class OpinionOptionsValidator : IValidateOptions<OpinionOptions>
{
    // A message is leased for ten minutes.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    public ValidateOptionsResult Validate(string? name, OpinionOptions options)
    {
        if (!options.Enabled)
            return ValidateOptionsResult.Success;
        var faults = new List<string>();
        if (!Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var endpoint) || (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp))
            faults.Add($"Opinion__Endpoint is \"{options.Endpoint}\": set it to the API's base address, such as https://api.openai.com/v1, or set Opinion__Enabled to false.");
        else if (endpoint.UserInfo.Length > 0)
            faults.Add("Opinion__Endpoint holds a user name or password: take it out and set Opinion__ApiKey.");
        else if (endpoint.Scheme == Uri.UriSchemeHttp && options.ApiKey.Length > 0 && !IsLoopback(endpoint))
            faults.Add($"Opinion__Endpoint is \"{options.Endpoint}\": with Opinion__ApiKey set it must be https, or the key travels in the clear.");
        if (string.IsNullOrWhiteSpace(options.Model))
            faults.Add("Opinion__Model is missing: set it to the model's name as the endpoint knows it, or set Opinion__Enabled to false.");
        if (options.ApiKey.AsSpan().ContainsAnyExceptInRange('!', '~'))
            faults.Add("Opinion__ApiKey holds a space or a character outside ASCII: set it to the key alone, in Azure as a Key Vault reference.");
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > LongestWait)
            faults.Add($"Opinion__Timeout is {options.Timeout}: set it above zero, up to {LongestWait}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsLoopback(Uri endpoint) =>
        endpoint.IsLoopback || (IPAddress.TryParse(endpoint.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
