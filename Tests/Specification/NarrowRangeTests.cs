using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Results;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>Ranges near a peg, and narrow ones anywhere, keep their digits in single precision.
/// </summary>
[TestFixture]
public sealed class NarrowRangeTests
{
    private static readonly string[] Measures =
    [
        "impermanentLoss", "lossVersusRebalancing", "fees", "netVersusHold",
        "netVersusRebalancing", "net", "timeInRange",
    ];

    private static string Scenario(
        double price, double volatility, double halfWidth, string pool, string more = "") => $$"""
        scenario: peg
        kernel: impermanent-loss
        horizon: 30d
        step: 4h
        seed: 5
        assets:
          A: { price: {{price:R}}, process: { kind: gbm, drift: 0, volatility: {{volatility:R}} } }
          B: { price: 1, process: { kind: constant } }
        pools:
          v3: { kind: concentrated, base: A, quote: B, fee: 0.0001, value: 100000000, concentration: 1000, {{pool}} }
        positions:
          p: { pool: v3, value: 1000000, range: [{{price * (1 - halfWidth):R}}, {{price * (1 + halfWidth):R}}]{{more}} }
        """;

    // Both precisions draw the same normals, so that paths agree but for rounding: the means to a
    // small part of their standard error, the tail to a bin of the histogram.
    [TestCase(1, 0.0003, 0.0001, "noiseVolumePerDay: 0.5")]
    [TestCase(1, 0.0003, 0.0005, "noiseVolumePerDay: 0.5")]
    [TestCase(1, 0.0003, 0.005, "noiseVolumePerDay: 0.5, noiseVolumeStdDev: 1")]
    [TestCase(1, 0.00003, 0.0001, "arbitrage: step")]
    [TestCase(60000, 0.0003, 0.0001, "arbitrage: step, noiseVolumePerDay: 0.5")]
    [TestCase(1e-8, 0.0003, 0.0002, "noiseVolumePerDay: 0.5")]
    [TestCase(60000, 0.8, 0.0001, "noiseVolumePerDay: 0.5")]
    [TestCase(2000, 0.8, 0.5, "noiseVolumePerDay: 0.5")]
    public void SinglePrecision_AgreesWithDouble(
        double price, double volatility, double halfWidth, string pool) =>
        Agree(Scenario(price, volatility, halfWidth, pool));

    [TestCase(0.0003, 0.0001)]
    [TestCase(0.0003, 0.0005)]
    [TestCase(0.8, 0.03)]
    public void SinglePrecision_AgreesWithDouble_WhenRecentred(
        double volatility, double halfWidth) =>
        Agree(Scenario(
            1, volatility, halfWidth, "noiseVolumePerDay: 0.5", ", strategy: recentre-on-exit"));

    private static void Agree(string yaml)
    {
        const int Paths = 4000;
        RunResult single = Simulation.Run(yaml, Paths, 5);
        RunResult twice = Simulation.Run(yaml, Paths, 5, Precision.Float64);
        Assert.Multiple(() =>
        {
            foreach (string measure in Measures)
            {
                MetricResult one = single.Metrics[$"p.{measure}"];
                MetricResult two = twice.Metrics[$"p.{measure}"];
                double error = two.StandardError ?? 0;
                Assert.That(
                    one.Mean,
                    Is.EqualTo(two.Mean!.Value).Within((0.1 * error) + (1e-6 * Math.Abs(two.Mean.Value))),
                    measure);
                Assert.That(
                    one.P05,
                    Is.EqualTo(two.P05!.Value).Within(
                        (0.005 * Math.Abs(two.P05.Value)) + (0.1 * error) + 1e-9),
                    $"{measure}, 5% quantile");
            }
        });
    }

    [Test]
    public void ImpermanentLossOfABasisPoint_IsNegativeAndKnown()
    {
        RunResult result = Simulation.Run(
            Scenario(1, 0.0003, 0.0001, "noiseVolumePerDay: 0.5"), 100_000, 6);

        // Of so narrow a range the base falls linearly in the log price, from all to nothing, to one
        // in 10,000: with u the log price over the range's half-width w, the position loses
        // w / 4 x u^2 against holding within the range, and w / 4 x (2 |u| - 1) outside.
        const double Width = 1e-4;
        double deviation = 0.0003 * Math.Sqrt(30.0 / 365);
        double truth = 0;
        double weights = 0;
        for (double z = -10; z <= 10; z += 1e-4)
        {
            double u = Math.Abs(z * deviation / Width);
            double weight = Math.Exp(-0.5 * z * z);
            truth -= weight * Width / 4 * (u < 1 ? u * u : (2 * u) - 1);
            weights += weight;
        }

        result.Estimate("p.impermanentLoss").AssertIs(truth / weights, 2e-4 * 1.73e-5);
    }

    // A pool of two coins that stay within some basis points of each other: its loss is of second
    // order in them and was lost in single precision.
    [TestCase(100, 0.0001)]
    [TestCase(2000, 0.00002)]
    [TestCase(10, 0.002)]
    public void StableSwapNearItsPeg_AgreesWithDouble(double amplification, double volatility)
    {
        string yaml = $$"""
            scenario: peg
            kernel: depeg
            horizon: 30d
            step: 6h
            assets:
              USD: { price: 1, process: { kind: constant } }
            stablecoins:
              C: { design: reserve-backed, meanReversionPerDay: 0.5, volatilityPerDay: {{volatility:R}}, supply: 1000000000 }
            pools:
              p: { kind: stableswap, amplification: {{amplification}}, assets: [C, USD], value: 2000000, fee: 0.0004 }
            """;
        MetricResult one = Simulation.Run(yaml, 4000, 8).Metrics["p.impermanentLoss"];
        MetricResult two =
            Simulation.Run(yaml, 4000, 8, Precision.Float64).Metrics["p.impermanentLoss"];
        Assert.That(two.Mean, Is.LessThan(0));
        Assert.That(one.Mean, Is.EqualTo(two.Mean!.Value).Within(0.2 * two.StandardError!.Value));
        Assert.That(one.P05, Is.EqualTo(two.P05!.Value).Within(1).Percent);
    }
}
