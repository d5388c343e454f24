namespace Alerts.Detection.Queries;

/// <summary>A query as the index keeps it. Complete before any reader meets it; only its removal comes later.</summary>
internal sealed class IndexedQuery(string key, int[] code, int newest)
{
    private volatile bool removed;

    /// <summary>The caller's id.</summary>
    internal string Key { get; } = key;

    /// <summary>See <see cref="QueryProgram"/>.</summary>
    internal int[] Code { get; set; } = code;

    /// <summary>The highest term id in it.</summary>
    internal int Newest { get; } = newest;

    internal bool Removed => removed;

    internal void Remove() => removed = true;
}
