namespace Alerts.Detection.Queries;

/// <summary>How large a query may be. What it compiles to is bounded by these, so that no subscriber slows the others.</summary>
public static class QueryLimits
{
    /// <summary>Characters, of the query as written and of its canonical form.</summary>
    public const int Length = 2000;

    /// <summary>Words in all, after hyphenated words and NEAR groups are spelled out.</summary>
    public const int Terms = 64;

    /// <summary>Brackets within brackets.</summary>
    public const int Nesting = 12;

    /// <summary>Letters in a word; longer words of an article are not searched.</summary>
    public const int WordLength = 64;

    /// <summary>Letters before the star of a prefix, at least.</summary>
    public const int PrefixLength = 2;

    /// <summary>The largest n of NEAR/n.</summary>
    public const int Near = 100;
}
