using System.Net;
using Alerts.Feeds.Fetching;

namespace Alerts.Tests.Feeds.Fetching;

public class AddressRuleTests
{
    [Theory]
    [InlineData("0.0.0.0", "this-network")]
    [InlineData("10.1.2.3", "private")]
    [InlineData("100.64.0.1", "carrier-grade NAT")]
    [InlineData("100.100.100.200", "carrier-grade NAT")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.254", "loopback")]
    [InlineData("168.63.129.16", "cloud platform")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("172.16.0.1", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("192.0.0.192", "IETF protocol")]
    [InlineData("192.0.2.1", "documentation")]
    [InlineData("192.88.99.1", "6to4 relay")]
    [InlineData("192.168.1.1", "private")]
    [InlineData("198.18.0.1", "benchmarking")]
    [InlineData("198.51.100.7", "documentation")]
    [InlineData("203.0.113.9", "documentation")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("239.255.255.250", "multicast")]
    [InlineData("240.0.0.1", "reserved")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("::", "reserved")]
    [InlineData("::1", "loopback")]
    [InlineData("::127.0.0.1", "reserved")]
    [InlineData("::ffff:127.0.0.1", "IPv4-mapped")]
    [InlineData("::ffff:8.8.8.8", "IPv4-mapped")]
    [InlineData("::ffff:0:127.0.0.1", "IPv4-translated")]
    [InlineData("64:ff9b::a9fe:a9fe", "NAT64")]
    [InlineData("64:ff9b:1::1", "NAT64")]
    [InlineData("100::1", "reserved")]
    [InlineData("2001::1", "Teredo")]
    [InlineData("2001:10::1", "IETF protocol")]
    [InlineData("2001:db8::1", "documentation")]
    [InlineData("2002:7f00:1::1", "6to4")]
    [InlineData("3fff::1", "documentation")]
    [InlineData("4000::1", "reserved")]
    [InlineData("fc00::1", "private")]
    [InlineData("fd00:ec2::254", "private")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%1", "link-local")]
    [InlineData("2606:4700::1%1", "link-local")]
    [InlineData("fec0::1", "site-local")]
    [InlineData("ff02::1", "multicast")]
    public void An_address_that_is_not_public_is_refused(string address, string kind) =>
        Assert.Contains(kind + " address", AddressRule.Refusal(IPAddress.Parse(address), new FetchOptions()), StringComparison.Ordinal);

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::1")]
    [InlineData("2606:4700::1")]
    [InlineData("2a00:1450:4001::1")]
    public void A_public_address_is_let_through(string address) =>
        Assert.Null(AddressRule.Refusal(IPAddress.Parse(address), new FetchOptions()));

    [Theory]
    [InlineData("127.0.0.1", true, false)]
    [InlineData("::1", true, false)]
    [InlineData("10.0.0.1", false, true)]
    [InlineData("192.168.0.10", false, true)]
    [InlineData("fd12::1", false, true)]
    public void Each_setting_opens_its_own_range_alone(string address, bool byLoopback, bool byPrivate)
    {
        Assert.Equal(byLoopback, AddressRule.Refusal(IPAddress.Parse(address), new FetchOptions { AllowLoopback = true }) is null);
        Assert.Equal(byPrivate, AddressRule.Refusal(IPAddress.Parse(address), new FetchOptions { AllowPrivate = true }) is null);
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    [InlineData("::ffff:10.0.0.1")]
    public void No_setting_opens_metadata_services_or_disguised_addresses(string address) =>
        Assert.NotNull(AddressRule.Refusal(IPAddress.Parse(address), new FetchOptions { AllowLoopback = true, AllowPrivate = true }));
}
