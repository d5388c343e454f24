namespace Alerts.Feeds.Fetching;

/// <summary>The Link field (RFC 8288), as far as WebSub needs it.</summary>
public static class LinkField
{
    /// <summary>The first link with the relation, made absolute; null when there is none, or none that is an http(s) URL.</summary>
    /// <param name="field">The field as sent, its lines joined by commas; null when absent.</param>
    /// <param name="relation">Compared without regard to case.</param>
    /// <param name="context">What the field came with; links that state another anchor are passed over.</param>
    public static Uri? Find(string? field, string relation, Uri context)
    {
        var rest = (field ?? "").AsSpan();
        while (rest.IndexOf('<') is var open and >= 0)
        {
            rest = rest[(open + 1)..];
            if (rest.IndexOf('>') is not (var close and >= 0))
                return null;
            var target = rest[..close].ToString();
            rest = rest[(close + 1)..];
            var end = EndBefore(',', rest);
            if (Matches(rest[..end], relation) && Uri.TryCreate(context, target, out var url) && UrlRule.Refusal(url) is null)
                return url;
            rest = rest[end..];
        }
        return null;
    }

    /// <summary>Where the next separator outside quotes is, or the end.</summary>
    private static int EndBefore(char separator, ReadOnlySpan<char> text)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && quoted)
                i++;
            else if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == separator && !quoted)
                return i;
        }
        return text.Length;
    }

    private static bool Matches(ReadOnlySpan<char> parameters, string relation)
    {
        bool? found = null;
        while (!parameters.IsEmpty)
        {
            var end = EndBefore(';', parameters);
            var parameter = parameters[..end];
            parameters = parameters[Math.Min(end + 1, parameters.Length)..];
            var equals = parameter.IndexOf('=');
            if (equals < 0)
                continue;
            var name = parameter[..equals].Trim();
            if (name.Equals("anchor", StringComparison.OrdinalIgnoreCase))
                return false;
            // Only the first rel counts (section 3.3).
            if (name.Equals("rel", StringComparison.OrdinalIgnoreCase))
                found ??= parameter[(equals + 1)..].Trim().Trim('"').ToString().Split(' ').Contains(relation, StringComparer.OrdinalIgnoreCase);
        }
        return found ?? false;
    }
}
