using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Alerts.Feeds.Fetching;

/// <summary>
/// The one way to the outside: GET, and POST of a form, over http or https, HTTP/2 where offered, with every hop checked and every limit kept.
/// Keeps connections, so make one and share it; safe for concurrent use.
/// </summary>
public sealed class FeedFetcher : IDisposable
{
    private readonly FetchOptions options;
    private readonly TimeProvider time;
    private readonly HttpMessageInvoker http;

    /// <summary>A fetcher that asks the system's resolver.</summary>
    /// <exception cref="ArgumentException">The options' <see cref="FetchOptions.Problem"/>.</exception>
    public FeedFetcher(FetchOptions options, TimeProvider time)
        : this(options, time, GuardedConnector.ResolveAsync, GuardedConnector.OpenAsync)
    {
    }

    /// <param name="options">The limits.</param>
    /// <param name="time">The clock of the deadline.</param>
    /// <param name="resolve">Looks names up.</param>
    /// <param name="open">Connects to a checked address.</param>
    /// <param name="trust">Whom to trust in place of the system's authorities; null for those.</param>
    internal FeedFetcher(FetchOptions options, TimeProvider time, HostResolver resolve, ConnectionOpener open, X509ChainPolicy? trust = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Problem() is { } problem)
            throw new ArgumentException(problem, nameof(options));
        this.options = options;
        this.time = time;
        http = new HttpMessageInvoker(Handler(options, new GuardedConnector(options, time, resolve, open), trust));
    }

    /// <summary>Fetches, following redirects. Every way to fail is a result.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> asks for it.</exception>
    public Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken) =>
        FetchAsync(request, static (_, _) => ValueTask.FromResult<Failed?>(null), cancellationToken);

    /// <summary>The same, with a say before each hop.</summary>
    /// <param name="request">What to ask for.</param>
    /// <param name="refuse">Asked before each hop, within the deadline; what it returns ends the fetch, and what it throws of its own goes to the caller.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    public async Task<FetchResult> FetchAsync(
        FetchRequest request,
        Func<Uri, CancellationToken, ValueTask<Failed?>> refuse,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(refuse);
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var trail = new RedirectTrail(request.Url, options.MaxRedirects);
        try
        {
            while (true)
            {
                if (UrlRule.Refusal(trail.Current) is { } broken)
                    return new Failed(null, $"{UrlRule.Show(trail.Current)} {broken}.", IsPermanent: trail.Hops == 0);
                if (await refuse(trail.Current, linked.Token).ConfigureAwait(false) is { } refused)
                    return refused;
                if (await AskAsync(request, trail, linked.Token).ConfigureAwait(false) is { } result)
                    return result;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Failed(null, deadline.IsCancellationRequested
                ? $"{UrlRule.Show(trail.Current)} did not answer in full within {options.Timeout.TotalSeconds:0.#} seconds."
                : $"{UrlRule.Show(trail.Current)} could not be connected to in time.", IsPermanent: false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or AuthenticationException
            or NotSupportedException or InvalidOperationException or ArgumentException or FormatException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return FetchFailure.Explain(trail, exception, options);
        }
    }

    /// <summary>Ends the connections.</summary>
    public void Dispose() => http.Dispose();

    /// <summary>One hop: null when it was a redirect that <paramref name="trail"/> has taken.</summary>
    private async Task<FetchResult?> AskAsync(FetchRequest request, RedirectTrail trail, CancellationToken cancellationToken)
    {
        using var message = Message(request, trail.Current);
        using var response = await http.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        var now = time.GetUtcNow();
        if (request.Form is not null && status is >= 200 and < 300)
            return new Accepted(trail.Current, status);
        switch (status)
        {
            // Those three would turn the post into a GET (RFC 9110 section 15.4).
            case 301 or 302 or 303 when request.Form is not null:
                return new Failed(status, $"{UrlRule.Show(trail.Current)} answered {status}, by which a form is not sent on.", IsPermanent: false);
            case 301 or 302 or 303 or 307 or 308 when Field(response, "Location") is { } location:
                return trail.Follow(status, location);
            case 304 when request.ETag is not null || request.LastModified is not null:
                return new NotModified(
                    trail.Current,
                    trail.Permanent,
                    Field(response, "ETag") ?? request.ETag,
                    Field(response, "Last-Modified") ?? request.LastModified,
                    ReadFreshness(response, now));
            case 410 when trail.AllPermanent && request.Form is null:
                return new Gone(trail.Current);
            case 429 or 503:
                return new Throttled(RetryAfter.Read(Field(response, "Retry-After"), now), status);
            case 200 or 203:
                var body = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false);
                return new Fetched(
                    trail.Current,
                    trail.Permanent,
                    body,
                    Field(response, "Content-Type"),
                    AbsoluteUrl(trail.Current, Field(response, "Content-Location")),
                    Field(response, "ETag"),
                    Field(response, "Last-Modified"),
                    ReadFreshness(response, now))
                {
                    Link = Field(response, "Link"),
                };
            default:
                return new Failed(status, $"{UrlRule.Show(trail.Current)} answered {status}{(response.ReasonPhrase is { Length: > 0 } phrase ? " " + phrase : "")}.", IsPermanent: false);
        }
    }

    private HttpRequestMessage Message(FetchRequest request, Uri url)
    {
        var message = new HttpRequestMessage(request.Form is null ? HttpMethod.Get : HttpMethod.Post, url)
        {
            Content = request.Form is null ? null : new StringContent(request.Form, Encoding.ASCII, "application/x-www-form-urlencoded"),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        Add("User-Agent", options.UserAgent);
        Add("Accept", request.Accept);
        Add("Accept-Encoding", ContentCoding.Accepted);
        Add("If-None-Match", request.ETag);
        Add("If-Modified-Since", request.LastModified);
        // RFC 3229 with feeds: not offered, since a delta cannot be told from a feed that dropped its old entries.
        return message;

        void Add(string name, string? value)
        {
            // Validators are sent back as they came, well-formed or not.
            if (value is { Length: > 0 } && !value.AsSpan().ContainsAnyInRange('\0', '\x1F'))
                message.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > options.MaxBytes)
            throw new BodyLimitException($"announces {response.Content.Headers.ContentLength} bytes; at most {options.MaxBytes} are read");
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new BoundedBuffer(options.MaxBytes);
            while (true)
            {
                var read = await stream.ReadAsync(buffer.SpaceMemory(), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return ContentCoding.Decode(buffer.Written, Field(response, "Content-Encoding"), options.MaxBytes);
                if (!buffer.Advance(read))
                    throw new BodyLimitException($"is longer than {options.MaxBytes} bytes");
            }
        }
    }

    private static Freshness ReadFreshness(HttpResponseMessage response, DateTimeOffset now) =>
        Freshness.Read(Field(response, "Cache-Control"), Field(response, "Age"), Field(response, "Expires"), Field(response, "Date"), now);

    /// <summary>A header field as sent, its lines joined by commas; null when absent or empty.</summary>
    private static string? Field(HttpResponseMessage response, string name)
    {
        if (!response.Headers.NonValidated.TryGetValues(name, out var values) && !response.Content.Headers.NonValidated.TryGetValues(name, out values))
            return null;
        var text = values.ToString().Trim();
        return text.Length == 0 ? null : text;
    }

    private static Uri? AbsoluteUrl(Uri from, string? location) =>
        Uri.TryCreate(from, location, out var url) && location is not null && UrlRule.Refusal(url) is null ? url : null;

    private static SocketsHttpHandler Handler(FetchOptions options, GuardedConnector connector, X509ChainPolicy? trust) => new()
    {
        // A proxy would connect for us, unchecked; cookies and credentials are nobody's business here.
        UseProxy = false,
        UseCookies = false,
        PreAuthenticate = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectCallback = connector.ConnectAsync,
        // An attempt to connect outlives the request that began it; this ends it.
        ConnectTimeout = options.Timeout,
        // Validators with bytes beyond ASCII come as Latin-1 and must go back as they came.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        MaxResponseHeadersLength = Math.Max(1, (options.MaxHeaderBytes + 1023) / 1024),
        MaxResponseDrainSize = 0,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
    };
}
