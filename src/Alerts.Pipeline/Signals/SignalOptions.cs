using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Signals;

/// <summary>What counts as news: the section <c>Signals</c>.</summary>
public sealed class SignalOptions
{
    public const string Section = "Signals";

    /// <summary>An article that is older than this when we first see it goes to the digest, marked late.</summary>
    public TimeSpan LateAfter { get; set; } = TimeSpan.FromDays(1);
}

internal sealed class SignalOptionsValidator : IValidateOptions<SignalOptions>
{
    public ValidateOptionsResult Validate(string? name, SignalOptions options) =>
        options.LateAfter > TimeSpan.Zero
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Signals__LateAfter is {options.LateAfter}: set it above zero, such as 1.00:00:00.");
}
