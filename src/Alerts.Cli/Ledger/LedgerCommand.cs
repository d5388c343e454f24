using System.CommandLine;

namespace Alerts.Cli.Ledger;

/// <summary><c>ledger</c>: where everyone stands, and what was read wrongly.</summary>
internal static class LedgerCommand
{
    public static Command Create() => new("ledger", "Where everyone stands: show it, and put right what was read wrongly.")
    {
        ShowLedger.Create(),
        CorrectLedger.Correct(),
        CorrectLedger.Retract(),
    };
}
