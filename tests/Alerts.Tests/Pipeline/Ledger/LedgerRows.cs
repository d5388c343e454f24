using Azure.Data.Tables;

namespace Alerts.Tests.Pipeline.Ledger;

/// <summary>What is stored of ledgers and signals, to be held against what another run stored.</summary>
internal static class LedgerRows
{
    /// <summary>All rows of ledger and signals, as text, without what tells when they were written.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(PipelineRig rig)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var rows = new List<string>();
        foreach (var table in new[] { "Stances", "Signals" })
        {
            await foreach (var row in new TableServiceClient(rig.Connection).GetTableClient(table).QueryAsync<TableEntity>(cancellationToken: cancellation))
            {
                // Names that a signal once had tell of the order; no reader sees a difference.
                if (row.ContainsKey("Superseded") || row.RowKey.StartsWith("pending-", StringComparison.Ordinal))
                    continue;
                var cells = row.Where(cell => cell.Key is not ("odata.etag" or "Timestamp" or "Formerly")).OrderBy(cell => cell.Key, StringComparer.Ordinal);
                rows.Add($"{table} {string.Join(' ', cells.Select(cell => $"{cell.Key}={cell.Value}"))}");
            }
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
