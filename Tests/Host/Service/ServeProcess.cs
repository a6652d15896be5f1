using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GpuRisk.Tests.Host.Service;

/// <summary><c>gpurisk serve</c> in a process of its own, which can be killed and started again on
/// the same store and address.</summary>
internal sealed class ServeProcess : IDisposable
{
    private readonly string _store;
    private Process? _process;

    public ServeProcess(string store)
    {
        _store = store;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>Starts it; it listens on return.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "gpurisk.dll"), "serve", "--urls", Address,
            "--store", _store, "--device", "simd",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        Task<string> errors = _process.StandardError.ReadToEndAsync();
        string? line;
        do
        {
            line = _process.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException($"The service ended: {errors.Result}");
        }
        while (!line.Contains("listens on", StringComparison.Ordinal));

        _ = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Ends it with no warning, as a power cut would.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose() => Kill();
}
