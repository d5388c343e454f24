using System.Text;
using Alerts.Feeds.Fetching;
using Microsoft.Extensions.Time.Testing;

namespace Alerts.Tests.Feeds.Fetching;

public class FetchingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_comes_with_all_that_the_publisher_said_about_it()
    {
        await using var publisher = RawPublisher.Saying(_ =>
            "200 OK\nContent-Type: application/rss+xml; charset=utf-8\nContent-Location: /feeds/all.xml\nETag: W/\"a,b\"\n"
            + "Last-Modified: Mon, 02 Mar 2026 11:00:00 GMT\nCache-Control: public, max-age=600\nAge: 100\nContent-Length: 6\nConnection: close\n\n<rss/>");
        using var fetcher = Fetchers.Local();

        var fetched = Assert.IsType<Fetched>(await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token));

        Assert.Equal("<rss/>", Encoding.UTF8.GetString(fetched.Body.Span));
        Assert.Equal("application/rss+xml; charset=utf-8", fetched.ContentType);
        Assert.Equal(publisher.Url("/feeds/all.xml"), fetched.ContentLocation);
        Assert.Equal("W/\"a,b\"", fetched.ETag);
        Assert.Equal("Mon, 02 Mar 2026 11:00:00 GMT", fetched.LastModified);
        Assert.Equal(TimeSpan.FromSeconds(500), fetched.Freshness.Lifetime);
        Assert.Equal(publisher.Url(), fetched.FinalUrl);
        Assert.Null(fetched.PermanentUrl);
    }

    [Fact]
    public async Task A_request_says_who_asks_and_sends_no_more_than_it_must()
    {
        await using var publisher = RawPublisher.Saying(_ => "304 Not Modified\nConnection: close\n\n");
        using var fetcher = Fetchers.Local();

        await fetcher.FetchAsync(new FetchRequest(publisher.Url(), "\"v1\"", "Mon, 02 Mar 2026 11:00:00 GMT"), Token);

        var request = Assert.Single(publisher.Requests);
        var fields = request.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "Accept-Encoding: gzip, br, deflate",
                "Accept: application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml; q=0.9, application/xml; q=0.8, text/xml; q=0.8, application/json; q=0.7, */*; q=0.5",
                $"Host: 127.0.0.1:{publisher.Port}",
                "If-Modified-Since: Mon, 02 Mar 2026 11:00:00 GMT",
                "If-None-Match: \"v1\"",
                "User-Agent: Alerts/0.1 (+https://alerts.example/about)",
            ],
            fields.Select(field => field.Replace(";q=", "; q=", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"v1\"")]
    [InlineData("W/\"v1\"")]
    [InlineData("v1-without-quotes")]
    [InlineData("\"with \\\" quote\"")]
    [InlineData("\"a\", \"b\"")]
    [InlineData("\"caf\u00E9\"")]
    public async Task A_validator_goes_back_as_it_came(string etag)
    {
        await using var publisher = RawPublisher.Saying(_ => $"200 OK\nETag: {etag}\nLast-Modified: yesterday\nContent-Length: 0\nConnection: close\n\n");
        using var fetcher = Fetchers.Local();

        var fetched = Assert.IsType<Fetched>(await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token));
        await fetcher.FetchAsync(new FetchRequest(publisher.Url(), fetched.ETag, fetched.LastModified), Token);

        Assert.Contains($"If-None-Match: {etag}\r\n", publisher.Requests.Last(), StringComparison.Ordinal);
        Assert.Contains("If-Modified-Since: yesterday\r\n", publisher.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_not_changed_keeps_or_renews_its_validators()
    {
        await using var publisher = RawPublisher.Saying(_ => "304 Not Modified\nETag: \"v2\"\nExpires: Mon, 02 Mar 2026 12:10:00 GMT\nDate: Mon, 02 Mar 2026 12:00:00 GMT\nConnection: close\n\n");
        using var fetcher = Fetchers.Local();

        var same = Assert.IsType<NotModified>(await fetcher.FetchAsync(new FetchRequest(publisher.Url(), "\"v1\"", "then"), Token));

        Assert.Equal(("\"v2\"", "then"), (same.ETag, same.LastModified));
        Assert.Equal(TimeSpan.FromMinutes(10), same.Freshness.Lifetime);
    }

    [Fact]
    public async Task Not_modified_without_having_asked_is_a_failure()
    {
        await using var publisher = RawPublisher.Saying(_ => "304 Not Modified\nConnection: close\n\n");
        using var fetcher = Fetchers.Local();

        Assert.Equal(304, Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token)).Status);
    }

    [Theory]
    [InlineData(429, "Retry-After: 120\n", 120)]
    [InlineData(503, "Retry-After: Mon, 02 Mar 2026 13:00:00 GMT\n", 3600)]
    [InlineData(503, "Retry-After: Monday, 02-Mar-26 13:00:00 GMT\n", 3600)]
    [InlineData(503, "Retry-After: Mon Mar  2 13:00:00 2026\n", 3600)]
    [InlineData(429, "Retry-After: Mon, 02 Mar 2026 11:00:00 GMT\n", 0)]
    [InlineData(429, "Retry-After: -5\n", null)]
    [InlineData(429, "Retry-After: soon\n", null)]
    [InlineData(429, "Retry-After: 99999999999999999999\n", int.MaxValue)]
    [InlineData(503, "", null)]
    public async Task A_publisher_who_asks_for_time_is_heard(int status, string field, int? seconds)
    {
        await using var publisher = RawPublisher.Saying(_ => $"{status} Later\n{field}Content-Length: 0\nConnection: close\n\n");
        using var fetcher = Fetchers.Local(time: new FakeTimeProvider(Noon));

        var throttled = Assert.IsType<Throttled>(await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token));

        Assert.Equal(status, throttled.Status);
        Assert.Equal(seconds is { } value ? TimeSpan.FromSeconds(value) : null, throttled.RetryAfter);
    }

    [Theory]
    [InlineData("max-age=60", null, null, 60)]
    [InlineData("public , Max-Age=\"60\"", null, null, 60)]
    [InlineData("max-age=60", "90", null, 0)]
    [InlineData("max-age=60", null, "Mon, 02 Mar 2026 13:00:00 GMT", 60)]
    [InlineData("max-age=soon", null, "Mon, 02 Mar 2026 13:00:00 GMT", 3600)]
    [InlineData("no-cache, max-age=60", null, "Mon, 02 Mar 2026 13:00:00 GMT", 0)]
    [InlineData("no-store", null, null, 0)]
    [InlineData("s-maxage=60, private", null, null, null)]
    [InlineData(null, null, "0", null)]
    [InlineData(null, null, "Mon, 02 Mar 2026 11:00:00 GMT", 0)]
    [InlineData(null, null, null, null)]
    [InlineData("max-age=99999999999", null, null, int.MaxValue)]
    public void Freshness_is_read_as_caches_read_it(string? cacheControl, string? age, string? expires, int? seconds) =>
        Assert.Equal(
            seconds is { } value ? TimeSpan.FromSeconds(value) : null,
            Freshness.Read(cacheControl, age, expires, null, Noon).Lifetime);

    [Theory]
    [InlineData("404 Not Found", 404)]
    [InlineData("403 Forbidden", 403)]
    [InlineData("500 Oops", 500)]
    [InlineData("204 No Content", 204)]
    [InlineData("206 Partial Content", 206)]
    [InlineData("418", 418)]
    public async Task Any_other_status_is_a_failure_that_names_it(string answer, int status)
    {
        await using var publisher = RawPublisher.Saying(_ => answer + "\nContent-Length: 0\nConnection: close\n\n");
        using var fetcher = Fetchers.Local();

        var failed = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token));

        Assert.Equal(status, failed.Status);
        Assert.Contains(answer[..3], failed.Reason, StringComparison.Ordinal);
        Assert.False(failed.IsPermanent);
    }

    [Theory]
    [InlineData("hello\r\n\r\n", "as HTTP should")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "as HTTP should")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "as HTTP should")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 5\r\n\r\nbytes", "content coding \"zstd\"")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nbytes", "decompressed by br")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 9\r\n\r\n\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "compressed by deflate")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip, gzip\r\nContent-Length: 5\r\n\r\nbytes", "3 content codings")]
    [InlineData("", "as HTTP should")]
    public async Task Broken_answers_are_results_and_never_exceptions(string answer, string reason)
    {
        await using var publisher = new RawPublisher((_, stream, token) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer), token).AsTask());
        using var fetcher = Fetchers.Local();

        var failed = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token));

        Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
        Assert.EndsWith(".", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_bytes_under_the_name_of_gzip_are_taken_as_they_are()
    {
        await using var publisher = RawPublisher.Sending("Content-Encoding: gzip\n", "<rss/>"u8.ToArray());
        using var fetcher = Fetchers.Local();

        Assert.Equal("<rss/>", Encoding.UTF8.GetString(Assert.IsType<Fetched>(await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token)).Body.Span));
    }

    [Fact]
    public async Task A_host_that_nobody_knows_and_a_port_that_nobody_serves_are_results()
    {
        var publisher = RawPublisher.Saying(_ => "");
        var closed = publisher.Url();
        await publisher.DisposeAsync();
        using var fetcher = Fetchers.Local();
        using var unknown = Fetchers.Public(1, Fetchers.Names());

        var refused = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(closed), Token));
        var nobody = Assert.IsType<Failed>(await unknown.FetchAsync(new FetchRequest(new Uri("https://nobody.example/")), Token));

        Assert.Contains("refused", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("host name is not known", nobody.Reason, StringComparison.Ordinal);
        Assert.False(nobody.IsPermanent);
    }
}
