using System.Net.Sockets;
using System.Security.Authentication;

namespace Alerts.Feeds.Fetching;

/// <summary>Exceptions of the network as sentences.</summary>
internal static class FetchFailure
{
    internal static Failed Explain(RedirectTrail trail, Exception exception, FetchOptions options)
    {
        var url = UrlRule.Show(trail.Current);
        if (Find<ForbiddenAddressException>(exception) is { } forbidden)
        {
            return new Failed(
                null,
                $"{url} is not fetched: {forbidden.Message}, and only public addresses are asked.",
                IsPermanent: forbidden.IsLiteral && trail.Hops == 0);
        }
        if (Find<BodyLimitException>(exception) is { } limit)
            return new Failed(null, $"The body of {url} {limit.Message}.", IsPermanent: false);
        if (Find<AuthenticationException>(exception) is { } tls)
            return new Failed(null, $"{url} has no secure connection to offer: {Sentence(tls.Message)}", IsPermanent: false);
        if (Chain(exception).Any(inner => inner is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }
            or HttpIOException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }))
            return new Failed(null, $"{url} sends more than {options.MaxHeaderBytes} bytes of header fields.", IsPermanent: false);
        if (Find<SocketException>(exception) is { } socket)
            return new Failed(null, $"{url} cannot be reached: {Meaning(socket)}.", IsPermanent: false);
        return new Failed(null, $"{url} did not answer as HTTP should: {Sentence(Chain(exception).Last().Message)}", IsPermanent: false);
    }

    private static string Meaning(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData => "its host name is not known",
        SocketError.TryAgain => "its host name cannot be looked up at the moment",
        SocketError.ConnectionRefused => "the connection was refused",
        SocketError.ConnectionReset => "the connection was cut",
        SocketError.TimedOut => "the connection took too long",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "there is no way to its network",
        _ => $"the connection failed ({exception.SocketErrorCode})",
    };

    private static T? Find<T>(Exception exception) where T : Exception => Chain(exception).OfType<T>().FirstOrDefault();

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
            yield return inner;
    }

    private static string Sentence(string message) => message.TrimEnd('.') + ".";
}
