using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Results;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Pools;
using GpuRisk.Tests.Models;
using GpuRisk.Tests.Models.Market;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>How long a price that diffuses between looks is within a range.</summary>
[TestFixture]
public sealed class TimeInRangeTests
{
    private static string Held(
        string horizon, string step, string assets, string range, string more = "") => $$"""
        scenario: range
        kernel: impermanent-loss
        horizon: {{horizon}}
        step: {{step}}
        assets:
        {{assets}}
        {{more}}
        pools:
          p: { kind: concentrated, base: X, quote: Y, fee: 0.003, value: 1000000, concentration: 5 }
        positions:
          q: { pool: p, value: 1, range: [{{range}}] }
        """;

    private static string Alone(string process) => $$"""
          X: { price: 1, process: { {{process}} } }
          Y: { price: 1, process: { kind: constant } }
        """;

    // The integral over time of the probability that the price is within, by quadrature of the
    // normal distribution. How often anybody looks does not matter, once a year neither.
    [TestCase(0.6, "30d", "30d", "0.8, 1.25", 0.923659831)]
    [TestCase(0.6, "30d", "3d", "0.8, 1.25", 0.923659831)]
    [TestCase(0.6, "30d", "6h", "0.8, 1.25", 0.923659831)]
    [TestCase(0.8, "365d", "365d", "0.5, 2", 0.781142349)]
    [TestCase(0.8, "30d", "15d", "0.9, 1.3", 0.703657658)]
    public void HeldRange_HasTheShareOfContinuousTime(
        double volatility, string horizon, string step, string range, double share)
    {
        string yaml = Held(
            horizon, step, Alone($"kind: gbm, drift: 0, volatility: {volatility}"), range);
        Simulation.Run(yaml, 40_000, 1).Estimate("q.timeInRange").AssertIs(share, 1e-9);
        RunResult more = Simulation.Run(yaml, 2_000, 2, Precision.Float64);
        Assert.That(
            Simulation.Run(yaml, 2_000, 2).Mean("q.timeInRange"),
            Is.EqualTo(more.Mean("q.timeInRange")).Within(1e-6));
    }

    // Ten days of two prices with volatilities 0.9 and 0.7: their ratio's log has a variance of
    // (0.81 + 0.49 - 2 rho 0.63) 10 / 365 and a mean of -(0.81 - 0.49) / 2 x 10 / 365.
    [TestCase(0.6, 0.466384057)]
    [TestCase(-0.5, 0.276877931)]
    public void Ratio_DiffusesByItsOwnVariance(double correlation, double share)
    {
        string yaml = Held(
            "10d", "10d",
            """
              X: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.9 } }
              Y: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.7 } }
            """,
            "0.95, 1.04", $"correlations: {{ X-Y: {correlation} }}");
        Simulation.Run(yaml, 40_000, 3).Estimate("q.timeInRange").AssertIs(share, 1e-9);
    }

    // Jumps come at a step's end: until then the price diffuses as it would without them.
    [TestCase("kind: gbm, drift: 0, volatility: 0.8")]
    [TestCase("kind: merton, drift: 0, volatility: 0.8, jumpsPerYear: 100, jumpMean: 0.3, jumpStdDev: 0.2")]
    public void Jump_EndsAStep(string process) =>
        Simulation.Run(Held("5d", "5d", Alone(process), "0.93, 1.1"), 40_000, 4)
            .Estimate("q.timeInRange").AssertIs(0.803482997, 1e-9);

    // A price that only jumps stays where it is until the step's end.
    [Test]
    public void PriceThatOnlyJumps_StaysUntilItDoes() => Assert.That(
        Simulation.Run(
            Held(
                "5d", "5d",
                Alone("kind: merton, drift: 0, volatility: 0, jumpsPerYear: 300, jumpMean: 0.3, jumpStdDev: 0.2"),
                "0.93, 1.1"),
            100, 5).Mean("q.timeInRange"),
        Is.EqualTo(1).Within(1e-7));

    // A regulator's fall ends a step too: a day within the range is paid whole and the next, which
    // begins below it, nothing.
    [Test]
    public void Shock_EndsAStep()
    {
        Books books = Books.Once(JointYaml.Of(
            """
            pools:
              p: { kind: concentrated, base: ETH, quote: USD, fee: 0.003, value: 1000000, concentration: 20, noiseVolumePerDay: 0.1 }
            hazards: { regulation: { perYear: 1000000, falls: { ETH: 0.2 } } }
            classes:
              lp: { wallets: 2, sizes: { kind: equal, size: 50000 }, liquidity: { p: { share: 1, range: [0.95, 1.05] } } }
            """, horizon: "2d"));
        double perUnit = (1 - (1 / Math.Sqrt(1.05))) + (1 - Math.Sqrt(0.95));
        double fees = 0.003 * 0.1 * 1_000_000 * Math.Sqrt(0.8)
            * (100_000 / perUnit) / (20 * 500_000);
        Assert.That(books.Channel("lp", "trading-fees"), Is.EqualTo(fees).Within(1e-3));
    }

    // Integrals over time of the bridge's normal distribution, to 40 digits: from x to y with the
    // variance v within [a, b].
    [TestCase(0, 0.3, -0.2, 0.4, 0.2, 0.85650714117346)]
    [TestCase(0, 0.3, 0.1, 0.2, 0.05, 0.24775261290191)]
    [TestCase(0, 0, 0.1, 0.5, 0.04, 0.10442039014039)]
    [TestCase(0.5, 0.7, -0.2, 0.4, 0.1, 0.075057728187638)]
    [TestCase(-0.3, 0.5, -0.1, 0.1, 0.02, 0.24282521623951)]
    [TestCase(0.5, -0.3, -0.1, 0.1, 0.02, 0.24282521623951)]
    [TestCase(0.02, 0.02, -0.05, 0.05, 0.01, 0.74264337845615)]
    [TestCase(0, 1, 0.2, 5, 0.001, 0.79970089553122)]
    [TestCase(0, 0.01, -1, 0.005, 1, 0.48963973408353)]
    [TestCase(0, 0.01, 0, 2, 0.0001, 0.8278397712094)]
    [TestCase(0, 3, -1, 1, 0.5, 0.34136435907223)]
    public void Bridge_SpendsTheIntegralOfItsDistribution(
        double x, double y, double a, double b, double v, double share)
    {
        AssertSpends(x, y, a, b, v, share);
        AssertSpends(-x, -y, -b, -a, v, share);
    }

    // Without chance it is a straight line; nothing is lost outside and nothing found.
    [TestCase(0, 0.3, 0.1, 0.2, 1e-16, 1.0 / 3)]
    [TestCase(0, 0, -1, 1, 1e-20, 1)]
    [TestCase(0, 0, 1, 2, 1e-3, 0)]
    [TestCase(0, 0.1, -4, 4, 1e-2, 1)]
    [TestCase(0, 0.1, double.NegativeInfinity, double.PositiveInfinity, 0.5, 1)]
    [TestCase(0, 0.1, 0.05, double.PositiveInfinity, 0.5, 0.5)]
    public void Bridge_HasItsLimits(
        double x, double y, double a, double b, double v, double share) =>
        AssertSpends(x, y, a, b, v, share);

    private static void AssertSpends(
        double x, double y, double a, double b, double v, double share)
    {
        double scale = 1 / Math.Sqrt(2 * v);
        double found = Occupation<Real64, Word64>.Bridge(
            new(x), new(y), new(a), new(b), new(scale)).Value;
        float single = Occupation<Real32, Word32>.Bridge(
            new((float)x), new((float)y), new((float)a), new((float)b), new((float)scale)).Value;
        Assert.That(found, Is.EqualTo(share).Within(1e-8));
        Assert.That(single, Is.EqualTo(share).Within(2e-6));
    }
}
