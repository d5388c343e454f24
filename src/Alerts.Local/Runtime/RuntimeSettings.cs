using Microsoft.Extensions.Configuration;

namespace Alerts.Local.Runtime;

/// <summary>What the local runtime alone has to be told; the section Local.</summary>
/// <param name="MessageLease">How long a message stays hidden without being renewed; a killed runtime's messages come back after it. The host's is ten minutes.</param>
/// <param name="DrainTimeout">How long running functions may take to finish once told to stop; then they are cancelled.</param>
/// <param name="SampleGap">From the last first reading of the sample's outlets to their second edition.</param>
internal sealed record RuntimeSettings(TimeSpan MessageLease, TimeSpan DrainTimeout, TimeSpan SampleGap)
{
    internal static RuntimeSettings Default { get; } = new(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(15));

    /// <exception cref="StartupException">A value is out of range.</exception>
    internal static RuntimeSettings Read(IConfiguration configuration) => new(
        Setting.Duration(configuration, "Local:MessageLease", "The setting Local__MessageLease", Default.MessageLease, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)),
        Setting.Duration(configuration, "Local:DrainTimeout", "The setting Local__DrainTimeout", Default.DrainTimeout, TimeSpan.Zero, TimeSpan.FromHours(1)),
        Setting.Duration(configuration, "Local:SampleGap", "The setting Local__SampleGap", Default.SampleGap, TimeSpan.Zero, TimeSpan.FromDays(1)));
}
