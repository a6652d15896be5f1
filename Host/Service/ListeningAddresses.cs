using System.Net;
using System.Net.Sockets;

namespace GpuRisk.Host.Service;

/// <summary>Tries the addresses of a service before anything of it is started, so that one that
/// cannot be had is one line and not the ruin of half a start.</summary>
internal static class ListeningAddresses
{
    /// <summary>Why an address cannot be listened on; null where all can.</summary>
    /// <param name="urls">The addresses, with ; between several.</param>
    public static string? Problem(string urls)
    {
        foreach (string url in urls.Split(';'))
        {
            var address = BindingAddress.Parse(url);
            if (address.IsUnixPipe || address.Port == 0)
            {
                continue;
            }

            try
            {
                Try(address);
            }
            catch (SocketException error)
            {
                string reason = error.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? "the address is in use; another service may be running"
                    : error.Message;
                return $"cannot listen on {url}: {reason}";
            }
        }

        return null;
    }

    // As the server does: a host that is no address means all addresses of this machine.
    private static void Try(BindingAddress address)
    {
        IPAddress ip = string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            ? IPAddress.Loopback
            : IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? parsed)
                ? parsed
                : IPAddress.Any;
        using var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(ip, address.Port));
        socket.Listen();
    }
}
