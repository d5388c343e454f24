namespace Alerts.Pipeline.Signals;

/// <summary>A signal that readers say is wrong.</summary>
/// <param name="Signal">Null where it was withdrawn since.</param>
/// <param name="Complaints">Newest first, at least one.</param>
public sealed record Review(string SignalId, Signal? Signal, IReadOnlyList<Complaint> Complaints);

/// <summary>The operator's review list, by signal.</summary>
public sealed class ReviewList(ReviewStore reviews, SignalStore signals)
{
    /// <summary>Signals with open complaints, the most complained about first.</summary>
    public async Task<IReadOnlyList<Review>> OpenAsync(CancellationToken cancellation)
    {
        var complaints = await reviews.AllAsync(cancellation).ToListAsync(cancellation);
        var open = new List<Review>();
        foreach (var about in complaints.GroupBy(complaint => complaint.SignalId, StringComparer.Ordinal).OrderByDescending(about => about.Count()))
            open.Add(new(about.Key, (await signals.FindAsync(about.Key, cancellation))?.Value, [.. about]));
        return open;
    }
}
