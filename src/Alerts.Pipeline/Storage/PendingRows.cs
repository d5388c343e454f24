using System.Runtime.CompilerServices;

namespace Alerts.Pipeline.Storage;

/// <summary>Reads the markers of rows whose message may not have gone out.</summary>
internal static class PendingRows
{
    /// <summary>Ids of rows that have been pending since before <paramref name="before"/>, partition by partition.</summary>
    public static async IAsyncEnumerable<string> ReadAsync(Table table, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var partition in Keys.HashPartitions)
        {
            // '.' is the character after '-': the range holds just what begins with the prefix.
            await foreach (var marker in table.RangeAsync(partition, Keys.PendingPrefix, "pending.", cancellation))
            {
                if (marker.Time("Since") is not { } since || since < before)
                    yield return marker.RowKey[Keys.PendingPrefix.Length..];
            }
        }
    }
}
