using Alerts.Pipeline.Delivery.Mails;

namespace Alerts.Tests.Mails;

public sealed class TextLinesTests
{
    private static readonly string Ten = "123456789 ";
    private static readonly string Seventy = string.Concat(Enumerable.Repeat(Ten, 7)).TrimEnd();
    private static readonly string Address = "https://example.org/" + new string('x', 90);

    public static TheoryData<string, string> Cases => new()
    {
        { "", "" },
        { "\n\n", "\n\n" },
        { "short\n-- \nshort", "short\n-- \nshort" },
        { Seventy, Seventy },
        { Seventy + " 78 0 2", Seventy + " 78\n0 2" },
        { "Unsubscribe: " + Address, "Unsubscribe:\n" + Address },
        { Address, Address },
        { "- " + Seventy + " more", "- " + Seventy + "\n  more" },
        { "  " + Seventy + " more", "  " + Seventy + "\n  more" },
        { Seventy + " more\n\n" + Seventy + " more\n", Seventy + "\nmore\n\n" + Seventy + "\nmore\n" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lines_break_at_spaces_and_addresses_stand_whole(string text, string wrapped) => Assert.Equal(wrapped, TextLines.Wrap(text));
}
