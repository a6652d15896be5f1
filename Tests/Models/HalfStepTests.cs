using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Half the step on the same random numbers: the same path at twice as many times, and of
/// the same law as any other.</summary>
[TestFixture]
public sealed class HalfStepTests
{
    private const string Prices = """
        scenario: halves
        kernel: impermanent-loss
        horizon: 30d
        step: {0}
        assets:
          A: {{ price: 100, process: {1} }}
          B: {{ price: 100, process: {{ kind: gbm, drift: 0, volatility: 0.6 }} }}
        correlations: {{ A-B: 0.5 }}
        """;

    private const string Coin = """
        scenario: coin
        kernel: depeg
        horizon: 364d
        step: {0}
        assets:
          E: {{ price: 1, process: {{ kind: constant }} }}
        stablecoins:
          C: {{ design: reserve-backed, meanReversionPerDay: 0.5, volatilityPerDay: 0.002, supply: 1000000000, impairmentsPerYear: 2, impairmentMean: 0.05, impairmentConcentration: 30 }}
        """;

    // Processes that are exact on any step.
    [TestCase("{ kind: gbm, drift: 0.1, volatility: 0.8 }", 1e-9)]
    [TestCase(
        "{ kind: merton, drift: 0.1, volatility: 0.8, jumpsPerYear: 60, jumpMean: -0.02, "
        + "jumpStdDev: 0.05 }", 1e-9)]
    [TestCase(
        "{ kind: student-t, drift: 0.1, volatility: 0.8, degreesOfFreedom: 4, period: 1d }", 1e-9)]
    [TestCase(
        "{ kind: garch, drift: 0.1, volatility: 0.8, alpha: 0.1, beta: 0.8, period: 1d }", 1e-9)]

    // A step's normal shocks the first half less than the second.
    [TestCase(
        "{ kind: ornstein-uhlenbeck, mean: 100, meanReversion: 5, volatility: 0.5 }", 2e-3)]

    // The scheme is not exact: paths of both steps differ, and their law a little.
    [TestCase(
        "{ kind: heston, drift: 0, initialVolatility: 0.6, longRunVolatility: 0.6, meanReversion: 5, "
        + "volatilityOfVariance: 0.9, priceVarianceCorrelation: -0.4 }", 0.02)]
    public void Paths_AreTheSame(string process, double apart)
    {
        Paths whole = Of(Prices, "12h", process, isHalf: false);
        Paths half = Of(Prices, "6h", process, isHalf: true);
        Estimated square = whole.Mean("square", i =>
            Math.Pow(Math.Log(half["A.price"][i] / whole["A.price"][i]), 2));
        Assert.Multiple(() =>
        {
            Assert.That(Math.Sqrt(square.Value), Is.LessThan(apart));
            Assert.That(
                half["B.price"], Is.EqualTo(whole["B.price"]).AsCollection.Within(1e-9).Percent);
        });
    }

    /// <summary>The law is that of any plan of that step: quadrature of the walk's density over
    /// its dates.</summary>
    [Test]
    public void Minimum_OverHalfSteps_HasItsLaw()
    {
        Plan plan = Simulation.Plan("""
            scenario: walk
            kernel: impermanent-loss
            horizon: 8d
            step: 1d
            assets:
              X: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.8 } }
            figures: { low: P(X.minimum < 0.9) }
            """).Halving();
        RunResult result = Simulation.Run(plan, 200_000, 3);
        result.Estimate("figures.low").AssertIs(0.2992441561);
        Assert.That(result.Checks.Select(check => check.Agrees), Has.None.False);
    }

    /// <summary>Uniforms of halves: as many impairments as a Poisson process has, on the paths
    /// that have one with whole steps.</summary>
    [Test]
    public void Events_ComeOnTheSamePaths_AsOftenAsTheyShould()
    {
        Paths whole = Of(Coin, "2d", "", isHalf: false);
        Paths half = Of(Coin, "1d", "", isHalf: true);
        bool IsHit(Paths paths, int i) => paths["C.reserveRatio"][i] < 0.9999999;
        half.Share("hit", i => IsHit(half, i)).AssertIs(1 - Math.Exp(-2 * 364.0 / 365));
        Assert.That(
            whole.Share("agree", i => IsHit(half, i) == IsHit(whole, i)).Value,
            Is.EqualTo(1).Within(2e-3));
    }

    private static Paths Of(string text, string step, string process, bool isHalf)
    {
        Plan plan = Simulation.Plan(string.Format(
            System.Globalization.CultureInfo.InvariantCulture, text, step, process));
        return Paths.Of(isHalf ? plan.Halving() : plan, 4096, 11);
    }
}
