using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MimeKit;

namespace Alerts.Pipeline.Web.Forms;

/// <summary>An address mail can be sent to, in the one spelling we keep: the domain in ASCII and lower case, the local part as it was given (RFC 5321, 2.4).</summary>
public sealed record EmailAddress
{
    private const int LongestLocal = 64; // RFC 5321, 4.5.3.1.1
    private const int Longest = 254; // RFC 3696, erratum 1690

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    private EmailAddress(string text) => Text = text;

    public string Text { get; }

    public override string ToString() => Text;

    /// <summary>Accepts what a person types for an address and nothing beside it: no name, comment, group, quoted local part, route or address literal.</summary>
    /// <param name="typed">As typed; blanks around it are dropped.</param>
    /// <param name="address">Null where it is refused.</param>
    /// <param name="mend">Where it is refused: one sentence for the person who typed it.</param>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out EmailAddress? address, [NotNullWhen(false)] out string? mend)
    {
        address = null;
        var text = typed?.Trim() ?? "";
        mend = text switch
        {
            "" => "Give the address that the alerts should go to.",
            { Length: > Longest } => $"An address has at most {Longest} characters.",
            _ when text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) => "An address has no spaces or line breaks.",
            _ when text.Count(c => c == '@') != 1 => "An address has exactly one @, as in name@example.org.",
            _ => null,
        };
        if (mend is not null)
            return false;

        var at = text.IndexOf('@', StringComparison.Ordinal);
        var local = text[..at];
        if (local.Length is 0 or > LongestLocal || !local.All(IsLocal) || local.StartsWith('.') || local.EndsWith('.') || local.Contains("..", StringComparison.Ordinal))
        {
            mend = "Before the @ we can use Latin letters, digits, single dots and the usual signs, as in name@example.org.";
            return false;
        }

        if (!TryDomain(text[(at + 1)..], out var domain))
        {
            mend = "After the @ there must be a domain, as in name@example.org.";
            return false;
        }

        // The library that writes the mail must read the address just as we did.
        var whole = $"{local}@{domain}";
        if (whole.Length > Longest || !MailboxAddress.TryParse(Strict, whole, out var mailbox) || mailbox.GetAddress(idnEncode: true) != whole)
        {
            mend = "This does not read as an address such as name@example.org.";
            return false;
        }

        address = new EmailAddress(whole);
        return true;
    }

    private static bool TryDomain(string typed, out string domain)
    {
        domain = "";
        try
        {
            domain = Idn.GetAscii(typed.TrimEnd('.')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }

        var labels = domain.Split('.');
        return labels.Length > 1 && !labels[^1].All(char.IsAsciiDigit) && labels.All(label => label.Length is > 0 and < 64 && label[0] != '-' && label[^1] != '-');
    }

    /// <summary>RFC 5322 atext and the dot.</summary>
    private static bool IsLocal(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal);
}
