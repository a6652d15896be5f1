using System.Net.Sockets;
using System.Text;

namespace GpuRisk.Tests.Host.Service;

/// <summary>A request whose head is sent whole and whose body comes as a test wants.</summary>
internal sealed class OpenRequest : IDisposable
{
    private readonly TcpClient _socket = new();

    private OpenRequest()
    {
    }

    /// <summary>Sends a request's lines, with an empty one after them.</summary>
    public static async Task<OpenRequest> Send(Uri service, params string[] lines)
    {
        var request = new OpenRequest();
        await request._socket.ConnectAsync(service.Host, service.Port);
        string head = string.Join("\r\n", lines) + "\r\n\r\n";
        await request._socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        return request;
    }

    /// <summary>Begins to post a scenario of a length.</summary>
    public static Task<OpenRequest> Post(ServiceCaller caller, string path, long length) => Send(
        caller.Http.BaseAddress!,
        $"POST {path} HTTP/1.1", "Host: 127.0.0.1", $"Authorization: Bearer {caller.Key}",
        "Content-Type: application/yaml", $"Content-Length: {length}");

    /// <summary>Sends a part of the body.</summary>
    public async Task Write(int bytes) =>
        await _socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(new string('#', bytes)));

    /// <summary>The status of the answer.</summary>
    public async Task<int> Status()
    {
        using var reader = new StreamReader(_socket.GetStream(), Encoding.ASCII);
        string line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) ?? "";
        return int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => _socket.Dispose();
}
