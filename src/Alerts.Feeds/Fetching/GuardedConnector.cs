using System.Net;
using System.Net.Sockets;

namespace Alerts.Feeds.Fetching;

/// <summary>Looks a host name up.</summary>
internal delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>Opens a connection to an address that was found good.</summary>
internal delegate ValueTask<Stream> ConnectionOpener(IPEndPoint endPoint, CancellationToken cancellationToken);

/// <summary>
/// Connects only to addresses that <see cref="AddressRule"/> lets through. A name is looked up once a connection, and the
/// connection goes to the very address that was checked, so that a second answer of the name server cannot win.
/// </summary>
internal sealed class GuardedConnector(FetchOptions options, TimeProvider time, HostResolver resolve, ConnectionOpener open)
{
    // Half-working IPv6 is common; the next address must get its turn within the overall deadline.
    private static readonly TimeSpan OneAddress = TimeSpan.FromSeconds(8);

    // A name can be given thousands of addresses; nobody honest needs more turns.
    private const int MaxTurns = 6;

    internal async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host.Trim('[', ']');
        var isLiteral = IPAddress.TryParse(host, out var literal);
        var addresses = isLiteral && literal is not null ? [literal] : await resolve(host, cancellationToken).ConfigureAwait(false);

        string? refusal = null;
        Exception? failure = null;
        var turns = 0;
        foreach (var address in addresses)
        {
            if (AddressRule.Refusal(address, options) is { } kind)
            {
                refusal ??= isLiteral ? $"{host} is {kind}" : $"{host} has {kind}, {address}";
                continue;
            }
            if (++turns > MaxTurns)
                break;
            try
            {
                using var turn = new CancellationTokenSource(OneAddress, time);
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(turn.Token, cancellationToken);
                return await open(new IPEndPoint(address, context.DnsEndPoint.Port), linked.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SocketException or IOException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                failure = exception;
            }
        }
        if (failure is null && refusal is not null)
            throw new ForbiddenAddressException(refusal, isLiteral);
        throw failure as SocketException
            ?? new SocketException((int)(failure is null ? SocketError.HostNotFound : SocketError.TimedOut));
    }

    internal static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);

    internal static async ValueTask<Stream> OpenAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
