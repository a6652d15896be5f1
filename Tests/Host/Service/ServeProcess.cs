using System.Diagnostics;
using System.Text;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>A <c>gpurisk serve</c> in a process of its own, listening on the loopback address.
/// </summary>
internal sealed class ServeProcess : IDisposable
{
    /// <summary>The exit code of a process that was killed by signal 9.</summary>
    public const int Killed = 128 + 9;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly List<string> _said = [];
    private readonly Stopwatch _age;

    private ServeProcess(Process process, Stopwatch age)
    {
        _process = process;
        _age = age;
    }

    /// <summary>Where it listens; null where it died before it did.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Its process.</summary>
    public int Id => _process.Id;

    /// <summary>What it has logged.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>What it has told at its start in a line that begins with a text; empty where there
    /// is no such line.</summary>
    public string Said(string beginning) =>
        _said.FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal))
            ?[beginning.Length..] ?? "";

    /// <summary>Starts one and waits until it listens or has died.</summary>
    /// <param name="settings">Settings, and other variables of its environment.</param>
    /// <param name="arguments">What comes after <c>gpurisk serve</c>.</param>
    public static Task<ServeProcess> Start(
        IEnumerable<(string Name, string Value)> settings, params string[] arguments) =>
        Start(settings, trustsLocal: true, arguments);

    /// <summary>Starts one that trusts this machine, or asks its users for a key.</summary>
    public static async Task<ServeProcess> Start(
        IEnumerable<(string Name, string Value)> settings, bool trustsLocal,
        params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        string program = Path.Combine(TestContext.CurrentContext.TestDirectory, "gpurisk.dll");
        foreach (string argument in
            (string[])[program, "serve", "--urls", "http://127.0.0.1:0",
            .. trustsLocal ? (string[])["--trust-local"] : [], .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        var age = Stopwatch.StartNew();
        var serve = new ServeProcess(Process.Start(start)!, age);
        await serve.Listens().ConfigureAwait(false);
        return serve;
    }

    /// <summary>A client that talks to it.</summary>
    public HttpClient Client() => new() { BaseAddress = Address, Timeout = Patience };

    /// <summary>Checks that it is ready, and since when.</summary>
    /// <returns>Its age when it said so.</returns>
    public async Task<TimeSpan> Ready()
    {
        Assert.That(Address, Is.Not.Null, $"the service did not start:\n{Log}");
        using HttpClient client = Client();
        using HttpResponseMessage answer = await client.GetAsync("/health/ready");
        TimeSpan at = _age.Elapsed;
        Assert.That(answer.IsSuccessStatusCode, Is.True, $"{answer.StatusCode}\n{Log}");
        return at;
    }

    /// <summary>Kills it by signal 9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to stop by signal 15.</summary>
    public void Terminate()
    {
        using Process kill = Process.Start("kill", $"-TERM {_process.Id}");
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Ended()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private async Task Listens()
    {
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_log)
            {
                _log.AppendLine(line.Data);
            }
        };
        _process.BeginErrorReadLine();
        string? line = await _process.StandardOutput.ReadLineAsync();
        Address = line is null ? null : new Uri(line.Split(" listens on ")[1]);
        while (line?.EndsWith("Ctrl-C stops it", StringComparison.Ordinal) == false)
        {
            line = await _process.StandardOutput.ReadLineAsync();
            _said.Add(line ?? "");
        }
    }
}
