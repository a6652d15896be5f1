using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>How many steps a run may have, and how short they may be.</summary>
[TestFixture]
public sealed class StepTests
{
    private static string Pool(string horizon, string step, double volatility = 0.8) => $$"""
        scenario: blocks
        kernel: impermanent-loss
        horizon: {{horizon}}
        step: {{step}}
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: {{volatility}} } }
          USDC: { price: 1, process: { kind: constant } }
        pools:
          p: { kind: constant-product, arbitrage: step, base: ETH, quote: USDC, fee: 0.003, value: 100000000, noiseVolumePerDay: 1 }
        positions:
          a: { pool: p, value: 10000 }
        """;

    private static ScenarioResult Read(string horizon, string step) =>
        ScenarioReader.Parse(Pool(horizon, step), "blocks.yaml");

    // A year of Ethereum's blocks, a month of Solana's, and the bound itself.
    [TestCase("365d", "12s", 2_628_000)]
    [TestCase("30d", "400ms", 6_480_000)]
    [TestCase("30d", "0.4s", 6_480_000)]
    [TestCase("10000000s", "1s", 10_000_000)]
    public void ManySteps_AreAllowed(string horizon, string step, int steps) =>
        Assert.That(Read(horizon, step).Scenario!.Steps, Is.EqualTo(steps));

    [TestCase("10000001s", "1s", "found 10000001 steps; allowed are 10000000")]
    [TestCase("365d", "400ms", "found 78840000 steps; allowed are 10000000")]
    public void MoreSteps_AreRefusedWithTheBound(string horizon, string step, string message) =>
        Assert.That(Read(horizon, step).Errors[0].ToString(), Does.Contain(message));

    // Ten million steps on one path, the sums of which are known: of a price that does not move a
    // pool earns its volume's fee in every step, and is in range all the time. In single precision a
    // plain sum would err by several per cent.
    [Test]
    public void TenMillionSteps_AreAddedUp()
    {
        RunResult result = Simulation.Run(Pool("10000000s", "1s", 0), 1, 1);
        double days = 10_000_000 / 86400.0;
        Assert.That(
            result.Mean("a.fees"), Is.EqualTo(0.003 * 10_000 * days).Within(1e-4).Percent);
        Assert.That(
            result.Mean("p.noiseVolume"), Is.EqualTo(100_000_000 * days).Within(1e-4).Percent);
        Assert.That(result.Mean("a.timeInRange"), Is.EqualTo(1).Within(1e-6));
    }

    // With fees no matter what the steps, the log price of the market after ten million of them has
    // the law of one: its price checks agree, and so does the pool with the market.
    [Test]
    public void TenMillionSteps_OfAPrice_HaveItsLaw()
    {
        RunResult result = Simulation.Run(Pool("10000000s", "1s"), 16, 7);
        Assert.That(result.Checks, Is.Not.Empty);
        Assert.That(result.Checks.Select(check => check.Agrees), Has.All.True);
    }
}
