namespace Alerts.Feeds.Fetching;

/// <summary>The limits and the manners of every request.</summary>
public sealed record FetchOptions
{
    /// <summary>Product and version that open the User-Agent, as RFC 9110 section 10.1.5 writes them; also the name that robots.txt rules are read for.</summary>
    public string Product { get; init; } = "Alerts/0.1";

    /// <summary>A page that tells a publisher who asks and how to reach them; null leaves it out of the User-Agent.</summary>
    public Uri? ContactUrl { get; init; }

    /// <summary>From the first name look-up to the last byte of the body, over all redirects together.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most bytes that a body may have, both as it is sent and as it decompresses.</summary>
    public int MaxBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>The most bytes that the header fields of one response may have together; rounded up to whole KiB.</summary>
    public int MaxHeaderBytes { get; init; } = 64 * 1024;

    /// <summary>How many redirects are followed before the fetch fails.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>Lets requests reach 127.0.0.0/8 and ::1; for local runs and tests only.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Lets requests reach the private ranges of RFC 1918 and RFC 4193; for feeds inside an operator's own network. Link-local and metadata addresses stay closed.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>The User-Agent as it is sent: <c>Alerts/0.1 (+https://alerts.example/about)</c>.</summary>
    public string UserAgent => ContactUrl is null ? Product : $"{Product} (+{ContactUrl.AbsoluteUri})";

    /// <summary>What is wrong with the options, one sentence; null when nothing is.</summary>
    public string? Problem() => this switch
    {
        { Product: var product } when !IsProduct(product) => $"Product is \"{product}\": write a name and a version of ASCII letters, digits, hyphens and points, such as Alerts/1.0.",
        { ContactUrl: { } contact } when !contact.IsAbsoluteUri || UrlRule.Refusal(contact) is not null =>
            $"ContactUrl is \"{contact.OriginalString}\": set it to an absolute http(s) address without user name, such as https://alerts.example.org/about, or leave it out.",
        { Timeout: var timeout } when timeout < TimeSpan.FromSeconds(1) || timeout > TimeSpan.FromMinutes(5) => $"Timeout is {timeout}: set it between one second and five minutes.",
        { MaxBytes: var most } when most is < 1024 or > 64 * 1024 * 1024 => $"MaxBytes is {most}: set it between 1 KiB and 64 MiB.",
        { MaxHeaderBytes: var most } when most is < 1024 or > 1024 * 1024 => $"MaxHeaderBytes is {most}: set it between 1 KiB and 1 MiB.",
        { MaxRedirects: var most } when most is < 0 or > 20 => $"MaxRedirects is {most}: set it between 0 and 20.",
        _ => null,
    };

    private static bool IsProduct(string product)
    {
        var parts = product.Split('/');
        return parts.Length == 2 && Array.TrueForAll(parts, part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')) && char.IsAsciiLetter(product[0]);
    }
}
