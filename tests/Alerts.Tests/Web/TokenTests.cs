using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Tokens;

namespace Alerts.Tests.Web;

public sealed class TokenTests
{
    [Fact]
    public void A_token_opens_only_what_it_was_made_for()
    {
        var token = Token.New();
        var stored = Token.Hash(LinkPurpose.Confirm, token);

        Assert.True(Token.Matches(LinkPurpose.Confirm, token, stored));
        Assert.False(Token.Matches(LinkPurpose.Unsubscribe, token, stored));
        Assert.False(Token.Matches(LinkPurpose.Confirm, Token.New(), stored));
        Assert.False(Token.Matches(LinkPurpose.Confirm, token, null));
        Assert.False(Token.Matches(LinkPurpose.Confirm, stored, stored));
        Assert.DoesNotContain(token, stored, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_differ_and_have_the_shape_that_a_link_may_have()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => Token.New()).ToHashSet();

        Assert.Equal(1000, tokens.Count);
        Assert.All(tokens, token => Assert.True(Token.HasShape(token)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA/AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA'AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData(" AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ")]
    public void What_cannot_be_a_token_is_told_by_its_shape(string? text) => Assert.False(Token.HasShape(text));
}
