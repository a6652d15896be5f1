using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Results;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>Prices that grow and hardly move otherwise, and prices that hardly ever move.</summary>
[TestFixture]
internal sealed class GrowthWithoutVolatilityTests
{
    private static string Savings(string process, string step = "1h") => $$"""
        scenario: savings-token
        kernel: impermanent-loss
        horizon: 365d
        step: {{step}}
        assets:
          SDAI: { price: 1.1, process: { {{process}} } }
          USDC: { price: 1, process: { kind: constant } }
        pools:
          p: { kind: constant-product, base: SDAI, quote: USDC, fee: 0.0005, value: 1000000 }
        positions:
          a: { pool: p, value: 10000 }
        """;

    // 1.1 exp(0.08), and 2 sqrt(r) / (1 + r) - 1 with r = exp(0.08), to the digits of the format.
    [TestCase("1h", Precision.Float32)]
    [TestCase("1h", Precision.Float64)]
    [TestCase("1m", Precision.Float32)]
    public void SavingsToken_GrowsOnEveryPath(string step, Precision precision)
    {
        RunResult result = Simulation.Run(
            Savings("kind: gbm, drift: 0.08, volatility: 0", step), 64, 3, precision);
        double ratio = Math.Exp(0.08);
        Assert.Multiple(() =>
        {
            Assert.That(
                result.Mean("SDAI.price"), Is.EqualTo(1.1 * ratio).Within(0.0001).Percent);
            Assert.That(
                result.Mean("a.impermanentLoss"),
                Is.EqualTo((2 * Math.Sqrt(ratio) / (1 + ratio)) - 1).Within(1e-6));
            Assert.That(result.Checks.Select(check => check.Agrees), Has.None.EqualTo(false));
        });
    }

    // One path is all there are, so that no figure has an error or an interval.
    [TestCase("kind: gbm, drift: 0.08, volatility: 0", true)]
    [TestCase("kind: merton, drift: 0, volatility: 0, jumpsPerYear: 9, jumpMean: 0, jumpStdDev: 0",
        true)]
    [TestCase("kind: gbm, drift: 0.08, volatility: 0.1", false)]
    public void WithoutChance_AllFiguresAreExact(string process, bool isCertain)
    {
        RunResult result = Simulation.Run(Savings(process, "1d"), 3, 3);
        foreach (string metric in new[] { "SDAI.price", "a.impermanentLoss", "a.net" })
        {
            Assert.That(result.Metrics[metric].Exact, Is.EqualTo(isCertain), metric);
        }

        Assert.That(result.Metrics["a.fees"].Exact, "No noise, and arbitrage without friction.");
    }

    // Volatilities down to where single precision cannot show them in a year's log price.
    [TestCase(1e-3)]
    [TestCase(1e-5)]
    [TestCase(1e-6)]
    [TestCase(1e-7)]
    [TestCase(1e-9)]
    [TestCase(1e-12)]
    public void SavingsToken_ThatHardlyMoves_FindsNothingAmiss(double volatility)
    {
        RunResult result = Simulation.Run(
            Savings($"kind: gbm, drift: 0.08, volatility: {volatility:R}"), 500, 3);
        Assert.That(
            result.Mean("SDAI.price"),
            Is.EqualTo(1.1 * Math.Exp(0.08)).Within(2e-5 + (4 * volatility / Math.Sqrt(500))));
        Assert.That(result.Checks.Select(check => check.Agrees), Has.None.EqualTo(false));
    }

    // Growth between jumps, several such assets, and all that is shrinking fast.
    [TestCase("kind: merton, drift: 0.08, volatility: 0, jumpsPerYear: 12, jumpMean: 0.01, jumpStdDev: 0.02, compensated: true")]
    [TestCase("kind: merton, drift: 0.08, volatility: 1e-7, jumpsPerYear: 0.001, jumpMean: -3, jumpStdDev: 0")]
    [TestCase("kind: gbm, drift: -20, volatility: 0")]
    [TestCase("kind: gbm, drift: 20, volatility: 1e-6")]
    public void SeveralAssets_FindNothingAmiss(string process)
    {
        RunResult result = Simulation.Run(
            $$"""
            scenario: several
            kernel: impermanent-loss
            horizon: 365d
            step: 1h
            assets:
              A: { price: 1, process: { {{process}} } }
              B: { price: 1, process: { kind: gbm, drift: 0.05, volatility: 0 } }
              C: { price: 1, process: { kind: gbm, drift: 0.3, volatility: 0.5 } }
            """,
            500, 4);
        Assert.That(result.Checks.Select(check => check.Agrees), Has.None.EqualTo(false));
        Assert.That(result.Mean("B.price"), Is.EqualTo(Math.Exp(0.05)).Within(1e-6));
    }

    // A jump to a hundredth once in 100,000 paths is no fault of the run, whether it comes or
    // not: 60,000 paths show some with the first seed.
    [TestCase(1e-5, 1UL)]
    [TestCase(1e-5, 2UL)]
    [TestCase(1e-3, 3UL)]
    [TestCase(1e-8, 4UL)]
    public void RareJumps_AreNoFault_WhetherTheyComeOrNot(double perYear, ulong seed)
    {
        RunResult result = Simulation.Run(
            $$"""
            scenario: rare
            kernel: impermanent-loss
            horizon: 365d
            step: 73d
            assets:
              A: { price: 1, process: { kind: merton, drift: 0, volatility: 0.001, jumpsPerYear: {{perYear:R}}, jumpMean: -4.6, jumpStdDev: 0 } }
            """,
            60_000, seed);
        Assert.That(result.Checks.Select(check => check.Agrees), Has.None.EqualTo(false));
    }

    [Test]
    public void CorrelationWithWhatStandsStill_IsWarnedOf()
    {
        RunResult result = Simulation.Run(
            """
            scenario: still
            kernel: impermanent-loss
            horizon: 10d
            step: 1d
            assets:
              SDAI: { price: 1, process: { kind: gbm, drift: 0.05, volatility: 0 } }
              ETH: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.5 } }
            correlations: { SDAI-ETH: 0.5 }
            """,
            100, 1);
        Assert.That(
            result.Warnings.Single(),
            Does.StartWith("The correlation of SDAI and ETH has no effect"));
    }
}
