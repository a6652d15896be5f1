using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GpuRisk.Host.Cli;
using GpuRisk.Tests.Host;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>Ctrl-C ends every command at the first try, with its exit code, at any moment; and
/// what is no regular file is never waited for.</summary>
[Platform("Linux")]
internal sealed class InterruptionTests : HostFixture
{
    // What a shell sees of a process that a signal ends before it can have a say.
    private const int KilledBySignal = 128 + 2;

    private static readonly Random Moments = new(20);

    /// <summary>The runtime needs some hundredths of a second before the first instruction of the
    /// program, and a signal that comes then ends it as it ends any process. Its thread for
    /// signals is there as soon as the program asks for them, which it does first of all.</summary>
    [Test]
    [CancelAfter(120_000)]
    public void Signal_AtAnyMoment_EndsARunWithItsExitCode(CancellationToken timeout)
    {
        for (int i = 0; i < 6; i++)
        {
            using Process run = Start(
                "run", At("pool.yaml"), "--paths", "1e12", "--device", "simd", "--quiet");
            int moment = Moments.Next(300);
            Wait(() => IsListening(run), timeout);
            Thread.Sleep(moment);
            Interrupt(run);
            Wait(() => run.HasExited, timeout);
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Cancelled), $"after {moment} ms");
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void Signal_BeforeTheProgramBegins_EndsItAsAnyProcess(CancellationToken timeout)
    {
        using Process run = Start("run", At("pool.yaml"), "--paths", "1e12", "--quiet");
        Interrupt(run);
        Wait(() => run.HasExited, timeout);
        Assert.That(run.ExitCode, Is.AnyOf(ExitCode.Cancelled, KilledBySignal));
    }

    [Test]
    public void Pipe_IsNoScenario_AndNoBook_AndNoResult()
    {
        Pipe("pipe");
        Pipe("books/loans.pipe");
        CommandRun scenario = CommandRun.Of("validate", At("pipe"));
        Assert.That(scenario.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(scenario.Error, Does.Contain("pipe or a device; name a regular file"));

        CommandRun book = CommandRun.Of(
            "run", At("lending.yaml"), "--set", "loans.book.file=books/loans.pipe");
        Assert.That(book.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(book.Error, Does.Contain("pipe or a device; name a regular file"));

        Assert.That(
            CommandRun.Of("calibrate", At("pipe")).Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(
            CommandRun.Of("sweep", At("pool.yaml"), "--list", At("pipe")).Code,
            Is.EqualTo(ExitCode.BadInput));
        Assert.That(
            CommandRun.Of("serve", "--config", At("pipe")).Code, Is.EqualTo(ExitCode.BadInput));
        Directory.CreateDirectory(At("run"));
        Pipe("run/manifest.json");
        Pipe("run/result.json");
        foreach (string command in (string[])["verify", "report", "audit"])
        {
            Assert.That(
                CommandRun.Of(command, At("run")).Code, Is.EqualTo(ExitCode.BadInput), command);
        }
    }

    [Test]
    public void Device_IsNoScenario() => Assert.That(
        CommandRun.Of("validate", "/dev/zero").Code, Is.EqualTo(ExitCode.BadInput));

    [TestCase("http://127.0.0.1:{0}")]
    [TestCase("http://localhost:{0}")]
    [TestCase("http://127.0.0.1:0;http://127.0.0.1:{0}")]
    public void Serve_OnAPortInUse_SaysSoInOneLine(string urls)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        CommandRun run = CommandRun.Of(
            "serve", "--store", At("s.db"),
            "--urls", urls.Replace("{0}", $"{port}", StringComparison.Ordinal));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error.TrimEnd(), Does.Match(
            $"^gpurisk: cannot listen on http://[a-z0-9.]+:{port}: the address is in use; "
            + "another service may be running$"));
    }

    [TestCase("/proc/none/s.db")]
    [TestCase("pool.yaml")]
    public void Serve_WithAnUnusableStore_SaysSoInOneLine(string store)
    {
        CommandRun run = CommandRun.Of(
            "serve", "--urls", "http://127.0.0.1:0", "--store", Path.IsPathRooted(store) ? store : At(store));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(run.Error, Does.StartWith("gpurisk: The store cannot be opened: "));
        Assert.That(run.Error.TrimEnd(), Does.Not.Contain('\n'));
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(
            "dotnet",
            [Path.Combine(TestContext.CurrentContext.TestDirectory, "gpurisk.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static void Interrupt(Process process) =>
        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();

    private static bool IsListening(Process process) =>
        Directory.GetDirectories($"/proc/{process.Id}/task").Any(thread =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(thread, "comm")).StartsWith(
                    ".NET SigHandler", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        });

    private static void Wait(Func<bool> condition, CancellationToken timeout)
    {
        while (!condition())
        {
            timeout.ThrowIfCancellationRequested();
            Thread.Sleep(2);
        }
    }

    private void Pipe(string name) =>
        Process.Start("mkfifo", [At(name)]).WaitForExit();
}
