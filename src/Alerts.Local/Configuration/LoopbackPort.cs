using System.Net;
using System.Net.Sockets;

namespace Alerts.Local.Configuration;

/// <summary>Chooses the port of the pages before anything else is started, since links and the sample's feeds name it.</summary>
internal static class LoopbackPort
{
    /// <param name="wanted">0 means any free one.</param>
    /// <exception cref="StartupException">It is in use, or not ours to take.</exception>
    internal static int Choose(int wanted)
    {
        using var listener = new TcpListener(IPAddress.Loopback, wanted);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException failure)
        {
            throw new StartupException(
                failure.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"Port {wanted} is in use by another program: end it, or choose another port with --port."
                    : $"Port {wanted} cannot be listened on ({failure.Message}): choose another port with --port.",
                failure);
        }
    }
}
