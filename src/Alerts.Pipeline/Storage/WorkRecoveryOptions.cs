using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Storage;

/// <summary>What a crash left behind: the section <c>Recovery</c>.</summary>
public sealed class WorkRecoveryOptions
{
    public const string Section = "Recovery";

    /// <summary>How long a row may be pending before its message is sent again; longer than any handler runs.</summary>
    public TimeSpan PendingLongerThan { get; set; } = TimeSpan.FromMinutes(15);
}

internal sealed class WorkRecoveryOptionsValidator : IValidateOptions<WorkRecoveryOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkRecoveryOptions options) =>
        options.PendingLongerThan >= TimeSpan.Zero
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Recovery__PendingLongerThan is {options.PendingLongerThan}: set it to zero or more, such as 00:15:00.");
}
