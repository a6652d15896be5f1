using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GpuRisk.Client;
using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Clients;

/// <summary>A service in a process of its own, with an empty store, on this machine.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder =
        Directory.CreateTempSubdirectory("gpurisk-service-");

    private Process _process;

    private ServiceProcess(Action<string>? prepare)
    {
        prepare?.Invoke(Store);
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        _process = Launch();
    }

    /// <summary>Its address.</summary>
    public Uri Address { get; }

    /// <summary>What it has said, for when it does not work.</summary>
    public List<string> Said { get; } = [];

    private string Store => Path.Combine(_folder.FullName, "store.db");

    /// <summary>Starts a service, and waits until it answers.</summary>
    /// <param name="prepare">Does something with the path of its store before.</param>
    public static async Task<ServiceProcess> StartAsync(Action<string>? prepare = null)
    {
        var service = new ServiceProcess(prepare);
        await service.AnswerAsync();
        return service;
    }

    /// <summary>Ends it as a crash does, and starts it again on the same store.</summary>
    public async Task CrashAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = Launch();
        await AnswerAsync();
    }

    /// <summary>A client of it.</summary>
    public GpuRiskClient Client() => new(Address);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])[
            typeof(CommandLine).Assembly.Location, "serve", "--trust-local",
            "--store", Store, "--urls", $"{Address}"])
        {
            start.ArgumentList.Add(argument);
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task AnswerAsync()
    {
        using var http = new HttpClient();
        using var timeout = new CancellationTokenSource(LongestStart);
        while (!_process.HasExited)
        {
            try
            {
                using HttpResponseMessage ready = await http.GetAsync(
                    new Uri(Address, "health/ready"), timeout.Token);
                if (ready.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), timeout.Token);
        }

        throw new AssertionException("The service ended:\n" + string.Join('\n', Said));
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (Said)
        {
            Said.Add(line.Data ?? "");
        }
    }
}
