using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Alerts.Tests.Feeds.Fetching;

/// <summary>A server on loopback that sends exactly the bytes a test wants, however wrong; one request a connection.</summary>
internal sealed class RawPublisher : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<string, Stream, CancellationToken, Task> answer;
    private readonly Task accepting;
    private readonly ConcurrentBag<Task> serving = [];

    /// <param name="answer">Gets the path and the stream; what it leaves open is closed after it.</param>
    internal RawPublisher(Func<string, Stream, CancellationToken, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The requests so far, header fields included.</summary>
    internal ConcurrentQueue<string> Requests { get; } = new();

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    internal IEnumerable<string> Paths => Requests.Select(request => request.Split(' ')[1]);

    /// <summary>Sends one text for every path: status line without the version, fields, an empty line, the body.</summary>
    internal static RawPublisher Saying(Func<string, string> answer) =>
        new((path, stream, token) => stream.WriteAsync(Encoding.Latin1.GetBytes("HTTP/1.1 " + answer(path).ReplaceLineEndings("\r\n")), token).AsTask());

    /// <summary>Sends one body with the fields given, each ended by a line break.</summary>
    internal static RawPublisher Sending(string fields, byte[] body) => new(async (_, stream, token) =>
    {
        var head = $"HTTP/1.1 200 OK\n{fields}Content-Length: {body.Length}\nConnection: close\n\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.ReplaceLineEndings("\r\n")), token);
        await stream.WriteAsync(body, token);
    });

    internal Uri Url(string path = "/feed", string host = "127.0.0.1") => new($"http://{host}:{Port}{path}");

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        await Task.WhenAll(serving);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested)
                serving.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var request = new StringBuilder();
                var one = new byte[1];
                while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                {
                    if (await stream.ReadAsync(one, stop.Token) == 0)
                        return;
                    request.Append((char)one[0]);
                }
                Requests.Enqueue(request.ToString());
                await answer(request.ToString().Split(' ')[1], stream, stop.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // The fetcher hung up, or the test is over.
            }
        }
    }
}
