using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>A run that is stopped tells what it has.</summary>
internal sealed class CancellationTests : HostFixture
{
    private const string Market = """
        scenario: stopped
        kernel: market
        horizon: 2d
        step: 6h
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          USD: { price: 1, process: { kind: constant } }
        pools:
          pool: { kind: constant-product, base: ETH, quote: USD, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.3, arbitrage: step }
        classes:
          retail: { wallets: 100, sizes: { kind: equal, size: 1000 }, trading: 1, liquidity: { pool: { share: 0.5 } } }
        """;

    [Test]
    [CancelAfter(60_000)]
    public void Run_Cancelled_PrintsAndKeepsWhatIsDone(CancellationToken timeout)
    {
        // More paths than this machine does in a year; stopped after half a second.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout);
        stop.CancelAfter(500);
        CommandRun run = CommandRun.Of(
            ["run", At("pool.yaml"), "--paths", "1e12", "--device", "simd", "--out", At("kept")],
            stop.Token);
        CommandRun verify = CommandRun.Of("verify", At("kept"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled));
            Assert.That(run.Output, Does.Contain("PARTIAL"));
            Assert.That(
                File.ReadAllText(At("kept/result.json")), Does.Contain("\"partial\": true"));
            Assert.That(
                File.ReadAllText(At("kept/manifest.json")), Does.Contain("\"partial\": true"));
            Assert.That(verify.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(verify.Error, Does.Contain("partial"));
        });
    }

    [Test]
    public void Run_CancelledAtOnce_PrintsNothingButThat()
    {
        CommandRun run = CommandRun.Of(["run", At("pool.yaml")], new CancellationToken(true));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled));
            Assert.That(run.Output, Does.Contain("PARTIAL: 0 of 2,000 paths"));
        });
    }

    [TestCase("run", "pool.yaml", "--json")]
    [TestCase("sweep", "pool.yaml", "--vary", "seed=1,2", "--json")]
    [TestCase("explain", "market.yaml", "--metric", "retail.profit", "--device", "simd")]
    [TestCase("explain", "market.yaml", "--metric", "retail.profit", "--json")]
    [TestCase("bench", "--devices", "simd", "--only", "gbm", "--quiet")]
    [TestCase("devices")]
    [TestCase("calibrate", "prices.csv", "--model=both")]
    public void Command_ThatIsStopped_SaysSo(params string[] command)
    {
        Write("market.yaml", Market);
        Write("prices.csv", "time,price\n" + string.Concat(Enumerable.Range(0, 200).Select(
            hour => $"{1_700_000_000 + (hour * 3600)},{2000 + (hour * 37 % 50)}\n")));
        string[] files = ["pool.yaml", "market.yaml", "prices.csv"];
        CommandRun run = CommandRun.Of(
            [.. command.Select(word => files.Contains(word) ? At(word) : word)],
            new CancellationToken(true));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled), run.Error);
            Assert.That(run.Error, Does.EndWith("gpurisk: stopped before all was done\n"));
        });
    }
}
