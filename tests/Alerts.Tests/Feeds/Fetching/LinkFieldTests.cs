using Alerts.Feeds.Fetching;

namespace Alerts.Tests.Feeds.Fetching;

public class LinkFieldTests
{
    private static readonly Uri Context = new("https://news.example/a/feed");

    [Theory]
    [InlineData("<https://hub.example/>; rel=hub", "https://hub.example/")]
    [InlineData("<https://hub.example/>; rel=\"hub\"", "https://hub.example/")]
    [InlineData("<https://hub.example/>;REL=\"prefetch HUB\"", "https://hub.example/")]
    [InlineData("<https://a.example/>; rel=self, <https://hub.example/>; rel=hub", "https://hub.example/")]
    [InlineData("<https://a.example/?x=1,2>; title=\"b, <c>; rel=hub\"; rel=self, <https://hub.example/>; rel=hub", "https://hub.example/")]
    [InlineData("<https://a.example/>; title=\"quoted \\\" mark, \"; rel=self,<https://hub.example/>; rel=hub", "https://hub.example/")]
    [InlineData("<../hub>; rel=hub", "https://news.example/hub")]
    [InlineData("<https://one.example/>; rel=hub, <https://two.example/>; rel=hub", "https://one.example/")]
    [InlineData("<https://hub.example/>; rel=self; rel=hub", null)]
    [InlineData("<https://hub.example/>; rel=hub; anchor=\"#part\"", null)]
    [InlineData("<https://hub.example/>; rel=hubs", null)]
    [InlineData("<javascript:alert(1)>; rel=hub", null)]
    [InlineData("<https://user:secret@hub.example/>; rel=hub", null)]
    [InlineData("<https://hub.example/; rel=hub", null)]
    [InlineData("https://hub.example/; rel=hub", null)]
    [InlineData("<<<>>>;;;===,,,\"", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_first_link_of_a_relation_is_found(string? field, string? expected) =>
        Assert.Equal(expected, LinkField.Find(field, "hub", Context)?.AbsoluteUri);
}
