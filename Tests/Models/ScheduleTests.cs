using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Drift and volatility that change at stated times.</summary>
[TestFixture]
internal sealed class ScheduleTests
{
    private const int Many = 400_000;

    private const string Changes =
        "schedule: [{ at: 10d, volatility: 1.5 }, { at: 30d, volatility: 0.2, drift: -2 }, "
        + "{ at: 45d, drift: 1 }]";

    private static string Scenario(string process, string step) => $$"""
        scenario: schedule
        kernel: impermanent-loss
        horizon: 60d
        step: {{step}}
        assets:
          X: { price: 100, process: { {{process}} } }
        """;

    // 10 days at 0.6, 20 at 1.5, 30 at 0.2; drift 0.1 for 30, -2 for 15, 1 for 15.
    private const double Variance = ((0.36 * 10) + (2.25 * 20) + (0.04 * 30)) / 365;
    private const double Growth = ((0.1 * 30) + (-2 * 15) + (1 * 15)) / 365;

    [TestCase("5d")]
    [TestCase("12h")]
    public void Calls_AreBlackAndScholesWithTheMeanVariance(string step)
    {
        double[] price = Paths.Of(
            Scenario($"kind: gbm, drift: 0.1, volatility: 0.6, {Changes}", step), Many, 88)
            ["X.price"];
        var formula = new RegimeFormula(
            [new(Growth, Math.Sqrt(Variance))], [1], [[1]], 1, 1);
        Estimated.Of("forward", price).AssertIs(100 * Math.Exp(Growth));
        foreach (double strike in new[] { 70.0, 100, 140 })
        {
            Estimated.Of($"{strike}", [.. price.Select(p => Math.Max(p - strike, 0))])
                .AssertIs(formula.Call(100, strike));
        }
    }

    [Test]
    public void Calls_WithJumps_AreMertonsWithTheMeanVariance()
    {
        double[] price = Paths.Of(
            Scenario(
                "kind: merton, drift: 0.1, volatility: 0.6, jumpsPerYear: 30, jumpMean: -0.05, "
                + $"jumpStdDev: 0.1, compensated: true, {Changes}",
                "1d"),
            Many, 89)["X.price"];
        const double years = 60 / 365.0;
        var formula = new RegimeFormula(
            [new(Growth / years, Math.Sqrt(Variance / years), 30, -0.05, 0.1)], [1], [[1]], 1,
            years);
        foreach (double strike in new[] { 70.0, 100, 140 })
        {
            Estimated.Of($"{strike}", [.. price.Select(p => Math.Max(p - strike, 0))])
                .AssertIs(formula.Call(100, strike));
        }
    }

    [Test]
    public void Checks_OfARun_FindNothingAmiss()
    {
        RunResult result = Simulation.Run(
            Scenario($"kind: gbm, drift: 0.1, volatility: 0.6, {Changes}", "6h"), 400_000, 90);
        Assert.That(result.Checks, Has.Count.EqualTo(2));
        foreach (Check check in result.Checks) Assert.That(check.Agrees, Is.True, $"{check}");
    }

    // What changes nothing changes no bit.
    [Test]
    public void ChangesToTheSame_AreNone()
    {
        double[] Of(string more) => Paths.Of(
            Scenario($"kind: gbm, drift: 0.1, volatility: 0.6{more}", "6h"), 100, 91)["X.price"];
        Assert.That(
            Of(", schedule: [{ at: 7d, volatility: 0.6 }, { at: 8d, drift: 0.1 }]"),
            Is.EqualTo(Of("")));
    }

    // Bridges know the volatility of their step.
    [Test]
    public void Liquidations_OnLongSteps_AreThoseOfShorterOnes()
    {
        string Loan(string step) => $$"""
            scenario: loan
            kernel: liquidation
            horizon: 60d
            step: {{step}}
            assets:
              X: { price: 1000, process: { kind: gbm, drift: 0.1, volatility: 0.6, {{Changes}} } }
              Y: { price: 1, process: { kind: constant } }
            markets:
              m:
                collateral: { X: { liquidationThreshold: 0.8, liquidationBonus: 0.05 } }
                debt: { Y: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
            loans:
              one: { market: m, collateral: { X: 10 }, debt: { Y: 5000 } }
            """;
        Estimated Of(string step, int count, ulong seed)
        {
            Paths paths = Paths.Of(Loan(step), count, seed);
            return paths.Share("one", i => paths["one.liquidated"][i] > 0);
        }

        Estimated truth = Of("6h", 100_000, 92);
        Estimated coarse = Of("5d", 200_000, 93);
        new Estimated("liquidated", coarse.Value, Math.Sqrt(
            (truth.Error * truth.Error) + (coarse.Error * coarse.Error))).AssertIs(truth.Value);
    }
}
