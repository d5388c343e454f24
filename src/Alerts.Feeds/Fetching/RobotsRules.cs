using System.Globalization;
using System.Text;

namespace Alerts.Feeds.Fetching;

/// <summary>What a robots.txt asks of crawlers (RFC 9309). Immutable and pure.</summary>
public sealed class RobotsRules
{
    /// <summary>RFC 9309 section 2.5 asks for at least this much to be read; the rest is ignored.</summary>
    internal const int MaxBytes = 500 * 1024;

    private static readonly char[] LineEnds = ['\r', '\n'];

    private readonly IReadOnlyList<Group> groups;

    private RobotsRules(IReadOnlyList<Group> groups) => this.groups = groups;

    /// <summary>No rule: all may be fetched. Holds where the file is missing (4xx).</summary>
    public static RobotsRules AllowAll { get; } = new([]);

    /// <summary>Nothing may be fetched. Holds while the file cannot be reached (5xx, no connection).</summary>
    public static RobotsRules DisallowAll { get; } = Parse("user-agent: *\ndisallow: /"u8);

    /// <summary>Reads the file. Lines that are none of its rules are skipped; nothing makes it fail.</summary>
    public static RobotsRules Parse(ReadOnlySpan<byte> file)
    {
        var text = Encoding.UTF8.GetString(file.Length > MaxBytes ? file[..MaxBytes] : file).TrimStart('\uFEFF');
        var groups = new List<Group>();
        var namesAgents = false;
        foreach (var line in text.Split(LineEnds))
        {
            var comment = line.IndexOf('#', StringComparison.Ordinal);
            var content = comment < 0 ? line : line[..comment];
            var colon = content.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                continue;
            var value = content[(colon + 1)..].Trim();
            switch (content[..colon].Trim().ToLowerInvariant())
            {
                case "user-agent":
                    // Lines of agents next to one another share the rules that follow.
                    if (!namesAgents)
                        groups.Add(new Group([], []));
                    groups[^1].Agents.Add(value == "*" ? "*" : Token(value));
                    namesAgents = true;
                    break;
                case "allow" or "disallow" when groups.Count > 0:
                    namesAgents = false;
                    if (value.Length > 0)
                        groups[^1].Rules.Add(RobotsRule.Of(value, content[..colon].Trim().Length == "allow".Length));
                    break;
                case "crawl-delay" when groups.Count > 0:
                    namesAgents = false;
                    if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 86_400)
                        groups[^1] = groups[^1] with { Delay = TimeSpan.FromSeconds(seconds) };
                    break;
            }
        }
        return new RobotsRules(groups);
    }

    /// <summary>Whether a page may be fetched: the longest rule that matches decides, and allow wins a tie.</summary>
    /// <param name="product">The product as in the User-Agent; its version is left out of account.</param>
    /// <param name="url">The page.</param>
    public bool IsAllowed(string product, Uri url)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(url);
        var path = RobotsRule.Normalize(url.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped));
        if (path == "/robots.txt")
            return true;
        RobotsRule? decisive = null;
        foreach (var rule in GroupsFor(product).SelectMany(group => group.Rules))
        {
            var longer = decisive is null || rule.Length > decisive.Length || (rule.Length == decisive.Length && rule.Allows);
            if (longer && rule.Matches(path))
                decisive = rule;
        }
        return decisive?.Allows ?? true;
    }

    /// <summary>The pause between two requests that the file asks for (Crawl-delay, which no standard holds but many sites write); null when it asks for none.</summary>
    public TimeSpan? CrawlDelay(string product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return GroupsFor(product).Max(group => group.Delay);
    }

    /// <summary>All groups that name us; else all that name everyone.</summary>
    private List<Group> GroupsFor(string product)
    {
        var token = Token(product);
        var named = groups.Where(group => group.Agents.Contains(token, StringComparer.OrdinalIgnoreCase)).ToList();
        return named.Count > 0 ? named : [.. groups.Where(group => group.Agents.Contains("*"))];
    }

    /// <summary>The letters, hyphens and underscores that a product token begins with (section 2.2.1).</summary>
    private static string Token(string product)
    {
        var length = 0;
        while (length < product.Length && (char.IsAsciiLetter(product[length]) || product[length] is '-' or '_'))
            length++;
        return product[..length];
    }

    private sealed record Group(List<string> Agents, List<RobotsRule> Rules)
    {
        internal TimeSpan? Delay { get; init; }
    }
}
