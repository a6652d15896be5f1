using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Models.Market;

/// <summary>Single precision is enough: it changes what classes gain by far less than chance does.
/// </summary>
[TestFixture]
public sealed class PrecisionTests
{
    private const int Paths = 2048;

    [Test]
    [Category("Slow")]
    public void Float32_IsFarWithinAStandardError()
    {
        double worst = 0;
        for (int seed = 20_000; seed < 20_040; seed++)
        {
            string text = RandomMarket.Of(seed).Text;
            Scenario scenario = Simulation.Plan(text).Scenario;
            RunResult coarse = Simulation.Run(text, Paths, (ulong)seed);
            RunResult fine = Simulation.Run(text, Paths, (ulong)seed, Precision.Float64);
            Assert.That(coarse.Ledger!.UnbalancedPaths, Is.Zero);
            foreach (WalletClass @class in scenario.Classes)
            {
                Estimated truth = fine.Estimate($"{@class.Name}.profit");
                double off = Math.Abs(coarse.Mean(truth.Name) - truth.Value);
                double allowed = (0.05 * truth.Error) + (1e-6 * @class.WealthUsd);
                Assert.That(
                    off, Is.LessThan(allowed),
                    $"random market {seed}, {truth.Name}: {off / truth.Error} s.e.");
                worst = Math.Max(worst, truth.Error > 0 ? off / truth.Error : 0);
            }
        }

        TestContext.Out.WriteLine($"At worst {worst:G3} standard errors");
    }

    // Those who sell a thousandth of a millionth of a pool get its price, to many digits.
    [TestCase(1000)]
    [TestCase(1e5)]
    [TestCase(1e7)]
    public void Float32_SellsLittleIntoMuch(double usd)
    {
        string text = $$"""
            scenario: small
            kernel: depeg
            horizon: 4d
            step: 1h
            assets: { USD: { price: 1, process: { kind: constant } } }
            stablecoins:
              coin: { design: reserve-backed, meanReversionPerDay: 4, volatilityPerDay: 0.002, impairmentAt: { time: 5h, size: 0.08 }, supply: 40000000000, runIntensity: 2 }
            pools: { p: { kind: stableswap, amplification: 200, assets: [coin, USD], value: 400000000, fee: 0.0004 } }
            holders: { h: { holdings: {{JointYaml.Text(usd)}}, latency: 12h } }
            """;
        double coarse = Simulation.Run(text, 512, 1).Mean("h.loss");
        double fine = Simulation.Run(text, 512, 1, Precision.Float64).Mean("h.loss");
        Assert.That(coarse, Is.EqualTo(fine).Within(0.01).Percent);
    }
}
