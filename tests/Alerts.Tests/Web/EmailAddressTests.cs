using Alerts.Pipeline.Web.Forms;

namespace Alerts.Tests.Web;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("name@example.org", "name@example.org")]
    [InlineData("  name@example.org ", "name@example.org")]
    [InlineData("Name@EXAMPLE.Org", "Name@example.org")]
    [InlineData("first.last+tag@sub.example.co.uk", "first.last+tag@sub.example.co.uk")]
    [InlineData("o'brien@example.ie", "o'brien@example.ie")]
    [InlineData("a@b\u00FCcher.example", "a@xn--bcher-kva.example")]
    [InlineData("a@\u4F8B\u3048.\u30C6\u30B9\u30C8", "a@xn--r8jz45g.xn--zckzah")]
    [InlineData("a@example.org.", "a@example.org")]
    public void An_address_is_kept_in_one_spelling(string typed, string kept)
    {
        Assert.True(EmailAddress.TryParse(typed, out var address, out _));
        Assert.Equal(kept, address.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("name@")]
    [InlineData("@example.org")]
    [InlineData("name@example")]
    [InlineData("name@localhost")]
    [InlineData("name@127.0.0.1")]
    [InlineData("name@[127.0.0.1]")]
    [InlineData("name@example..org")]
    [InlineData("name@-example.org")]
    [InlineData("name@exa_mple.org")]
    [InlineData("na..me@example.org")]
    [InlineData(".name@example.org")]
    [InlineData("name.@example.org")]
    [InlineData("\"quoted name\"@example.org")]
    [InlineData("\"q\"@example.org")]
    [InlineData("Name <name@example.org>")]
    [InlineData("<name@example.org>")]
    [InlineData("name(comment)@example.org")]
    [InlineData("a@example.org,b@example.org")]
    [InlineData("a@example.org;b@example.org")]
    [InlineData("a@b@example.org")]
    [InlineData("group:a@example.org;")]
    [InlineData("name@example.org\r\nBcc: all@example.com")]
    [InlineData("name@example.org%0d%0aBcc:all@example.com")]
    [InlineData("name@exam\u0000ple.org")]
    [InlineData("name@example.org\u2028x")]
    [InlineData("na\u00EFve@example.org")]
    [InlineData("name@xn--.org")]
    public void What_no_mail_reaches_or_hides_something_is_refused_with_a_sentence(string? typed)
    {
        Assert.False(EmailAddress.TryParse(typed, out var address, out var mend));
        Assert.Null(address);
        Assert.EndsWith(".", mend, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_are_those_of_the_RFCs()
    {
        Assert.True(EmailAddress.TryParse(new string('a', 64) + "@example.org", out _, out _));
        Assert.False(EmailAddress.TryParse(new string('a', 65) + "@example.org", out _, out _));
        Assert.False(EmailAddress.TryParse("a@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 5)) + ".org", out _, out _));
        Assert.False(EmailAddress.TryParse("a@" + new string('b', 64) + ".org", out _, out _));
    }
}
