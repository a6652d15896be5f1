using System.Globalization;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>The probability of a liquidation in thirty days against exact first passage.</summary>
[TestFixture]
public sealed class FirstPassageTests
{
    private static readonly double[] HealthFactors = [1.05, 1.1, 1.25, 1.5, 2];

    // docs/oracles.md, "First passage".
    // Sigma .6 and .8: continuous; exact at 30 days' ends; exact at 720 hours' ends.
    private static readonly Dictionary<double, double[]> Continuous = new()
    {
        [0.6] = [0.79528034, 0.60702877, 0.21702292, 0.02248844, 7.876e-5],
        [0.8] = [0.85120939, 0.70952205, 0.36835856, 0.09396798, 0.00352925],
    };

    private static readonly Dictionary<double, double[]> Daily = new()
    {
        [0.6] = [0.72092171, 0.53973645, 0.18257133, 0.01745824, 5.438e-5],
        [0.8] = [0.77728628, 0.63900936, 0.31850446, 0.07649222, 0.00261762],
    };

    private static readonly Dictionary<double, double[]> Hourly = new()
    {
        [0.6] = [0.77975221, 0.59271272, 0.20928042, 0.02127008, 7.215e-5],
        [0.8] = [0.83594684, 0.69469290, 0.35742608, 0.08990872, 0.00329823],
    };

    private static Paths Simulate(double volatility, string step, int paths, ulong seed)
    {
        string Loans(string market) => string.Join('\n', HealthFactors.Select(hf => string.Create(
            CultureInfo.InvariantCulture,
            $"  {market}{hf * 100:F0}: {{ market: {market}, collateral: {{ X: 10 }}, debt: {{ Y: {8000 / hf:F12} }} }}")));
        return Paths.Of(
            $$"""
            scenario: passage
            kernel: liquidation
            horizon: 30d
            step: {{step}}
            assets:
              X: { price: 1000, process: { kind: gbm, drift: 0, volatility: {{volatility}} } }
              Y: { price: 1, process: { kind: constant } }
            markets:
              c:
                monitoring: continuous
                collateral: { X: { liquidationThreshold: 0.8, liquidationBonus: 0.05 } }
                debt: { Y: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
              s:
                monitoring: step
                collateral: { X: { liquidationThreshold: 0.8, liquidationBonus: 0.05 } }
                debt: { Y: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
            loans:
            {{Loans("c")}}
            {{Loans("s")}}
            """,
            paths, seed);
    }

    private static void Compare(Paths paths, string market, double[] truths)
    {
        for (int i = 0; i < HealthFactors.Length; i++)
        {
            string name = string.Create(
                CultureInfo.InvariantCulture, $"{market}{HealthFactors[i] * 100:F0}.liquidated");
            double[] liquidated = paths[name];
            paths.Share(name, p => liquidated[p] != 0).AssertIs(truths[i]);
        }
    }

    [TestCase(0.6)]
    [TestCase(0.8)]
    public void Liquidated_InDailySteps_HasTheExactProbability(double volatility)
    {
        Paths paths = Simulate(volatility, "1d", 1_000_000, 31);
        Compare(paths, "c", Continuous[volatility]);
        Compare(paths, "s", Daily[volatility]);
    }

    [TestCase(0.6)]
    [TestCase(0.8)]
    public void Liquidated_InHourlySteps_HasTheExactProbability(double volatility)
    {
        Paths paths = Simulate(volatility, "1h", 100_000, 32);
        Compare(paths, "c", Continuous[volatility]);
        Compare(paths, "s", Hourly[volatility]);
    }

    // One step of thirty days: the bridge alone must do it.
    [TestCase(0.6)]
    [TestCase(0.8)]
    public void Liquidated_InOneStep_HasTheContinuousProbability(double volatility) => Compare(
        Simulate(volatility, "30d", 2_000_000, 33), "c", Continuous[volatility]);

    // Log of a health factor that drifts at m and spreads at s reaches 0 from a within t with
    // probability N((-a - m t) / (s sqrt t)) + exp(-2 m a / s^2) N((-a + m t) / (s sqrt t)).
    private static double Passage(double a, double m, double s, double t)
    {
        double root = s * Math.Sqrt(t);
        double Normal(double z) => MathNet.Numerics.Distributions.Normal.CDF(0, 1, z);
        return Normal((-a - (m * t)) / root)
            + (Math.Exp(-2 * m * a / (s * s)) * Normal((-a + (m * t)) / root));
    }

    // Collateral and debt both move, the debt bears interest, prices drift.
    [Test]
    public void Liquidated_WithAVolatileDebtAndInterest_HasTheClosedFormProbability()
    {
        Paths paths = Paths.Of(
            """
            scenario: passage
            kernel: liquidation
            horizon: 73d
            step: 146h
            assets:
              X: { price: 1000, process: { kind: gbm, drift: 0.3, volatility: 0.9 } }
              Y: { price: 500, process: { kind: gbm, drift: -0.2, volatility: 0.5 } }
            correlations: { X-Y: 0.6 }
            markets:
              m:
                collateral: { X: { liquidationThreshold: 0.8, liquidationBonus: 0.05 } }
                debt: { Y: { baseRate: 0.4, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
            loans:
              a: { market: m, collateral: { X: 10 }, debt: { Y: 13 } }
            """,
            400_000, 34);
        double variance = 0.81 + 0.25 - (2 * 0.6 * 0.45);
        double drift = (0.3 - 0.405) - (-0.2 - 0.125) - 0.4;
        double truth = Passage(Math.Log(8000.0 / 6500), drift, Math.Sqrt(variance), 0.2);
        double[] liquidated = paths["a.liquidated"];
        paths.Share("P", i => liquidated[i] != 0).AssertIs(truth);
    }

    // Two halves of collateral that move as one are one.
    [Test]
    public void Liquidated_WithTwoEqualCollaterals_HasTheProbabilityOfOne()
    {
        Paths paths = Paths.Of(
            """
            scenario: passage
            kernel: liquidation
            horizon: 30d
            step: 5d
            assets:
              X: { price: 1000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
              Z: { price: 10, process: { kind: gbm, drift: 0, volatility: 0.8 } }
              Y: { price: 1, process: { kind: constant } }
            correlations: { X-Z: 0.99999 }
            markets:
              m:
                collateral:
                  X: { liquidationThreshold: 0.8, liquidationBonus: 0.05 }
                  Z: { liquidationThreshold: 0.5, liquidationBonus: 0.05 }
                debt: { Y: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
            loans:
              a: { market: m, collateral: { X: 5, Z: 800 }, debt: { Y: 6400 } }
            """,
            400_000, 35);
        double[] liquidated = paths["a.liquidated"];
        paths.Share("P", i => liquidated[i] != 0).AssertIs(Continuous[0.8][2], 1e-4);
    }

    // One price path kills two equal loans at one moment, and the weaker of two never survives
    // the stronger.
    [Test]
    public void Loans_OnOnePath_AreLiquidatedInOrder()
    {
        Paths paths = Simulate(0.8, "30d", 100_000, 36);
        double[][] liquidated = [.. HealthFactors.Select(
            hf => paths[string.Create(CultureInfo.InvariantCulture, $"c{hf * 100:F0}.liquidated")])];
        int disorder = Enumerable.Range(0, paths.Count).Count(p => Enumerable
            .Range(1, liquidated.Length - 1)
            .Any(i => liquidated[i][p] > liquidated[i - 1][p]));
        Assert.That(disorder, Is.Zero);
    }

    // One bridge a step finds one call of those that a step may hold. At a day's steps what is
    // lost by that is within the sampling error; at thirty days' it is 9% for a loan near one.
    [Test]
    public void LiquidatedDebt_InDailySteps_IsThatOfHourlyOnes()
    {
        Paths coarse = Simulate(0.8, "1d", 200_000, 37);
        Paths fine = Simulate(0.8, "1h", 40_000, 38);
        foreach (string name in new[] { "c105", "c110", "c125", "c150" })
        {
            Estimated truth = fine.Mean(name, i => fine[$"{name}.liquidatedDebt"][i]);
            Estimated found = coarse.Mean(name, i => coarse[$"{name}.liquidatedDebt"][i]);
            new Estimated(name, found.Value, double.Hypot(found.Error, truth.Error))
                .AssertIs(truth.Value);
        }
    }
}
