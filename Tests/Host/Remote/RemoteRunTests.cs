using System.Text.RegularExpressions;
using GpuRisk.Client;
using GpuRisk.Host.Cli;
using GpuRisk.Tests.Host.Clients;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Remote;

/// <summary><c>gpurisk run --server</c> says and keeps what <c>gpurisk run</c> does.</summary>
internal sealed partial class RemoteRunTests : HostFixture
{
    private ServiceProcess _service = null!;

    [OneTimeSetUp]
    public async Task StartService() => _service = await ServiceProcess.StartAsync();

    [OneTimeTearDown]
    public void StopService() => _service?.Dispose();

    [TestCase]
    [TestCase("--paths", "3000", "--seed", "9", "--precision", "float64")]
    [TestCase("--set", "assets.ETH.process.volatility=0.4", "--histogram", "ETH.price")]
    public void Run_PrintsWhatARunHerePrints(params string[] options)
    {
        CommandRun here = CommandRun.Of(["run", At("pool.yaml"), "--device", "simd", .. options]);
        CommandRun there = Remote(["run", At("pool.yaml"), .. options]);
        Assert.Multiple(() =>
        {
            Assert.That(there.Code, Is.EqualTo(ExitCode.Done), there.Error);
            Assert.That(there.Error, Is.Empty);
            Assert.That(there.Output, Does.Contain($"on {_service.Address} (run "));
            Assert.That(Timeless(there.Output), Is.EqualTo(Timeless(here.Output)));
        });
    }

    [Test]
    public void Run_Json_PrintsTheResultAlone()
    {
        CommandRun here = CommandRun.Of("run", At("pool.yaml"), "--json");
        CommandRun there = Remote("run", At("pool.yaml"), "--json");
        Assert.Multiple(() =>
        {
            Assert.That(there.Code, Is.EqualTo(ExitCode.Done), there.Error);
            Assert.That(Metrics(there.Output), Is.EqualTo(Metrics(here.Output)));
        });
    }

    [Test]
    public void Out_KeepsAllThatVerifyAndReportNeed()
    {
        CommandRun run = Remote(
            "run", At("pool.yaml"), "--set", "assets.ETH.process.volatility=0.5",
            "--out", At("there"));
        CommandRun.Of(
            "run", At("pool.yaml"), "--set", "assets.ETH.process.volatility=0.5",
            "--out", At("here"));
        CommandRun verify = CommandRun.Of("verify", At("there"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(Names("there"), Is.EquivalentTo(Names("here")));
            Assert.That(
                File.ReadAllBytes(At("there/distribution.parquet")),
                Is.EqualTo(File.ReadAllBytes(At("here/distribution.parquet"))));
            Assert.That(verify.Code, Is.EqualTo(ExitCode.Done), verify.Output + verify.Error);
            Assert.That(CommandRun.Of("report", At("there")).Code, Is.EqualTo(ExitCode.Done));
        });
    }

    [Test]
    public void Run_Errors_AreToldWithTheFilesName()
    {
        string text = File.ReadAllText(At("pool.yaml"));
        string bad = Write("bad.yaml", text.Replace("price: 2000", "price: -1"));
        CommandRun here = CommandRun.Of("run", bad, "--set", "nothing=1");
        CommandRun there = Remote("run", bad, "--set", "nothing=1");
        Assert.Multiple(() =>
        {
            Assert.That(there.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(there.Error, Is.EqualTo(here.Error));
        });
    }

    [Test]
    public void Run_BookThatTheServiceHasNot_IsToldInItsPlace()
    {
        CommandRun run = Remote("run", At("lending.yaml"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.StartWith($"{At("lending.yaml")}:31:31: loans.book.file:"));
        });
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Run_Cancelled_CancelsItThereAndPrintsWhatIsDone(CancellationToken timeout)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout);
        Task<CommandRun> running = Task.Run(
            () => CommandRun.Of(
                ["run", At("pool.yaml"), "--paths", "1e9", "--server", $"{_service.Address}"],
                stop.Token),
            timeout);
        using GpuRiskClient client = _service.Client();
        RunStatus started = await FirstWithPaths(client, timeout);
        await stop.CancelAsync();
        CommandRun run = await running;
        RunStatus ended = await client.GetAsync(started.Id, timeout);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled), run.Error);
            Assert.That(run.Output, Does.Match("PARTIAL: .* of 1,000,000,000 paths"));
            Assert.That(run.Output, Does.Contain("full.netVersusHold"));
            Assert.That(ended.State, Is.EqualTo(RunState.Cancelled));
            Assert.That(ended.Reason, Is.EqualTo(RunReason.Cancelled));
        });
    }

    private static async Task<RunStatus> FirstWithPaths(
        GpuRiskClient client, CancellationToken timeout)
    {
        while (true)
        {
            await foreach (RunStatus run in client.ListAsync(cancellation: timeout))
            {
                if (run is { Paths: 1_000_000_000, PathsDone: > 0, Estimates.Count: > 0 })
                {
                    return run;
                }
            }

            await Task.Delay(50, timeout);
        }
    }

    private CommandRun Remote(params string[] arguments) =>
        CommandRun.Of([.. arguments, "--server", $"{_service.Address}"]);

    private IEnumerable<string> Names(string folder) => Directory
        .EnumerateFiles(At(folder), "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(At(folder), path));

    private static string Metrics(string json) =>
        json[..json.IndexOf("\"timing\"", StringComparison.Ordinal)];

    /// <summary>The output without where and how fast it was computed.</summary>
    private static string Timeless(string output) => string.Join(
        '\n', output.Split('\n').Where(line => !Place().IsMatch(line)));

    [GeneratedRegex(@"^on |path-steps/s|^(\w+(:\d)? [\d,]+ paths(, )?)+$")]
    private static partial Regex Place();
}
