using System.IO.Compression;
using System.Text;
using Alerts.Feeds.Fetching;
using Microsoft.Extensions.Time.Testing;

namespace Alerts.Tests.Feeds.Fetching;

public class BombTests
{
    private const int Limit = 100_000;

    private static readonly FetchOptions Small = Fetchers.OnLoopback with { MaxBytes = Limit, MaxHeaderBytes = 8192 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    [InlineData("gzip, br")]
    [InlineData("unnamed gzip")]
    public async Task A_body_is_decompressed_up_to_the_limit_and_not_a_byte_beyond(string coding)
    {
        foreach (var (size, fits) in new[] { (Limit, true), (Limit + 1, false), (20_000_000, false) })
        {
            await using var publisher = RawPublisher.Sending(Field(coding), Compressed(coding, new byte[size]));
            using var fetcher = Fetchers.Local(Small);

            var result = await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token);

            if (fits)
                Assert.Equal(size, Assert.IsType<Fetched>(result).Body.Length);
            else
                Assert.Contains("100000 bytes", Assert.IsType<Failed>(result).Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gzip, gzip, gzip", "3 content codings")]
    [InlineData("zstd", "not known")]
    [InlineData("compress", "not known")]
    [InlineData("br", "broken")]
    [InlineData("deflate", "")]
    public async Task Codings_that_are_stacked_unknown_or_not_what_they_say_are_left(string coding, string reason)
    {
        await using var publisher = RawPublisher.Sending($"Content-Encoding: {coding}\n", Compressed("gzip", new byte[1000]));
        using var fetcher = Fetchers.Local(Small);

        Assert.Contains(reason, Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_in_a_bomb_a_chain_of_small_ones_and_a_cut_one_stop_at_the_limit()
    {
        var inner = Compressed("gzip", new byte[50_000_000]);
        var chain = Enumerable.Repeat(Compressed("gzip", new byte[10_000]), 11).SelectMany(member => member).ToArray();
        foreach (var (coding, body) in new[] { ("gzip, gzip", Compressed("gzip", inner)), ("gzip, br", Compressed("br", inner)), ("gzip", chain), ("gzip", inner[..(inner.Length / 2)]) })
        {
            await using var publisher = RawPublisher.Sending($"Content-Encoding: {coding}\n", body);
            using var fetcher = Fetchers.Local(Small);

            Assert.Contains("100000 bytes", Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token)).Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Hints_without_end_meet_the_deadline()
    {
        var time = new FakeTimeProvider();
        await using var publisher = new RawPublisher(async (_, stream, token) =>
        {
            var hint = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"u8.ToArray();
            for (var i = 0; ; i++)
            {
                await stream.WriteAsync(hint, token);
                if (i == 1000)
                    time.Advance(TimeSpan.FromSeconds(30));
            }
        });
        using var fetcher = Fetchers.Local(time: time);

        Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token));
    }

    [Fact]
    public async Task A_body_longer_than_announced_or_allowed_is_left()
    {
        await using var announced = RawPublisher.Saying(_ => $"200 OK\nContent-Length: {Limit + 1}\n\n");
        await using var endless = new RawPublisher(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), token);
            var chunk = Encoding.Latin1.GetBytes("1000\r\n" + new string('x', 0x1000) + "\r\n");
            while (true)
                await stream.WriteAsync(chunk, token);
        });
        using var fetcher = Fetchers.Local(Small);

        var first = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(announced.Url()), Token));
        var second = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(endless.Url()), Token));

        Assert.Contains("announces 100001 bytes", first.Reason, StringComparison.Ordinal);
        Assert.Contains("longer than 100000 bytes", second.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", "X-More: yes, and more of it\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Long: ", "yes, and more of it")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X-Trailer: yes, and more of it\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", "extension=yes;")]
    public async Task Endless_header_fields_meet_their_limit(string start, string more)
    {
        await using var publisher = new RawPublisher(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(start), token);
            var piece = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(more, 50)));
            while (true)
                await stream.WriteAsync(piece, token);
        });
        using var fetcher = Fetchers.Local(Small);

        Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    public async Task A_server_that_stops_in_the_middle_meets_the_deadline(string start)
    {
        var time = new FakeTimeProvider();
        var waiting = new TaskCompletionSource();
        await using var publisher = new RawPublisher(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(start), token);
            waiting.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        });
        using var fetcher = Fetchers.Local(time: time);

        var fetching = fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token);
        await waiting.Task;
        Assert.False(fetching.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Contains("within 30 seconds", Assert.IsType<Failed>(await fetching).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trickle_of_bytes_does_not_stretch_the_deadline()
    {
        var time = new FakeTimeProvider();
        await using var publisher = new RawPublisher(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"u8.ToArray(), token);
            for (var i = 0; i < 1000; i++)
            {
                await stream.WriteAsync("x"u8.ToArray(), token);
                time.Advance(TimeSpan.FromSeconds(1));
            }
        });
        using var fetcher = Fetchers.Local(time: time);

        Assert.Contains("within 30 seconds", Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_deadline_spans_all_redirects()
    {
        var time = new FakeTimeProvider();
        await using var publisher = RawPublisher.Saying(path =>
        {
            time.Advance(TimeSpan.FromSeconds(11));
            return $"302 Found\nLocation: {path}x\nContent-Length: 0\nConnection: close\n\n";
        });
        using var fetcher = Fetchers.Local(time: time);

        Assert.Contains("within 30 seconds", Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(publisher.Url("/")), Token)).Reason, StringComparison.Ordinal);
        Assert.InRange(publisher.Requests.Count, 1, 3);
    }

    [Fact]
    public async Task Only_the_callers_own_cancellation_throws()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var publisher = new RawPublisher(async (_, _, token) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        });
        using var fetcher = Fetchers.Local();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetcher.FetchAsync(new FetchRequest(publisher.Url()), cancel.Token));
    }

    private static string Field(string coding) => coding switch
    {
        "raw deflate" => "Content-Encoding: deflate\n",
        "unnamed gzip" => "",
        _ => $"Content-Encoding: {coding}\n",
    };

    internal static byte[] Compressed(string coding, byte[] body)
    {
        var bytes = new MemoryStream();
        using (Stream stream = coding switch
        {
            "gzip" or "unnamed gzip" => new GZipStream(bytes, CompressionLevel.SmallestSize),
            "br" => new BrotliStream(bytes, CompressionLevel.SmallestSize),
            "deflate" => new ZLibStream(bytes, CompressionLevel.SmallestSize),
            "raw deflate" => new DeflateStream(bytes, CompressionLevel.SmallestSize),
            "gzip, br" => new BrotliStream(bytes, CompressionLevel.SmallestSize),
            _ => throw new ArgumentOutOfRangeException(nameof(coding)),
        })
        {
            stream.Write(coding == "gzip, br" ? Compressed("gzip", body) : body);
        }
        return bytes.ToArray();
    }
}
