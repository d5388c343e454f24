using System.Text.RegularExpressions;

namespace Alerts.Pipeline.Delivery;

/// <summary>Mail addresses as logs, ledger and poison messages may have them: who reads those needs to tell two apart at most, and not whom we mail. Pure.</summary>
internal static partial class MaskedAddress
{
    /// <returns>"a\u2026@example.org"; a text that is no address is masked whole.</returns>
    public static string Of(string address) => Masked(address.AsSpan(), address.LastIndexOf('@'));

    /// <summary>A text of others, such as a server's answer, with every address in it masked.</summary>
    public static string In(string text) => Addresses().Replace(text, found => Masked(found.ValueSpan, found.Value.LastIndexOf('@')));

    private static string Masked(ReadOnlySpan<char> address, int at) => at > 0 ? $"{address[0]}\u2026{address[at..]}" : "\u2026";

    [GeneratedRegex(@"[^\s<>""'(),:;\[\]]+@[^\s<>""'(),:;\[\]]+")]
    private static partial Regex Addresses();
}
