using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Storage;

/// <summary>How long what is not the ledger is kept: the section <c>Retention</c>. Signals, and the sentences that prove them, are kept for good.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Articles and their texts, counted from when they were first seen.</summary>
    public TimeSpan Articles { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Who was mailed what, counted from when it was booked.</summary>
    public TimeSpan Deliveries { get; set; } = TimeSpan.FromDays(90);
}

internal sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    // A preview looks two weeks back, and a weekly digest holds what is a week old.
    private static readonly TimeSpan Least = TimeSpan.FromDays(14);

    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        List<string> faults = [.. Check("Retention__Articles", options.Articles), .. Check("Retention__Deliveries", options.Deliveries)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Check(string setting, TimeSpan value) =>
        value >= Least ? [] : [$"{setting} is {value}: set it to 14 days or more, such as 90.00:00:00."];
}
