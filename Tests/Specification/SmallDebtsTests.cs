using GpuRisk.Engine.Results;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>A health factor divides by the debt, so that what little a liquidation or a borrower
/// leaves must not make it a number that fails the run.</summary>
public sealed class SmallDebtsTests
{
    private static RunResult Run(double debt) => Simulation.Run(
        $$"""
        scenario: small-debts
        kernel: liquidation
        horizon: 1d
        step: 1h
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.1 } }
          USD: { price: 1, process: { kind: constant } }
        markets:
          m:
            collateral: { ETH: { liquidationThreshold: 0.8, liquidationBonus: 0.05 } }
            debt: { USD: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.5 } }
        loans:
          l: { market: m, collateral: { ETH: 1 }, debt: { USD: {{debt:R}} } }
        """,
        200,
        1);

    // 2,000 x 0.8 / debt.
    [TestCase(800, 2)]
    [TestCase(0.5, 3200)]
    public void HealthFactor_OfADebt_IsToldFromTheStart(double debt, double expected)
    {
        MetricResult health = Run(debt).Metrics["l.healthFactor"];
        Assert.That(health.Mean, Is.EqualTo(expected).Within(0.01 * expected));
        Assert.That(health.Present, Is.EqualTo(200));
    }

    [TestCase(0.01)]
    [TestCase(1e-6)]
    public void HealthFactor_OfNextToNothing_IsAbsent(double debt) =>
        Assert.That(Run(debt).Metrics["l.healthFactor"].Present, Is.Zero);

    // 8.5 ETH fall from 2,000 to 1,750: health is 8.5 x 1,750 x 0.83 / 12,500 = 0.988, so that the
    // close factor limits what is repaid, with a bonus of 5%. Repaid x 1.05 / 1,750 is seized, and
    // health is what is left x 1,750 x 0.83 / debt left, told where that is above 1,250.
    [TestCase(0.5, 1.1039)]
    [TestCase(0.85, 1.6462)]
    [TestCase(0.89, 1.9279)]
    [TestCase(0.91, null)]
    [TestCase(0.95, null)]
    public void HealthFactor_AfterALiquidation_IsToldOfATenthOfTheDebt(
        double closeFactor, double? expected)
    {
        MetricResult health = Simulation.RunOnce(
            $$"""
            scenario: small-debts
            kernel: liquidation
            horizon: 30d
            step: 30d
            assets:
              ETH: { price: 2000, process: {{Simulation.Moves(1750.0 / 2000, 30)}} }
              USD: { price: 1, process: { kind: constant } }
            markets:
              m:
                monitoring: step
                closeFactor: {{closeFactor}}
                minimumLeftoverUsd: 100
                fullCloseBelowUsd: 100
                collateral: { ETH: { liquidationThreshold: 0.83, liquidationBonus: 0.05 } }
                debt: { USD: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
            loans:
              l: { market: m, collateral: { ETH: 8.5 }, debt: { USD: 12500 } }
            """).Metrics["l.healthFactor"];
        Assert.That(health.Present, Is.EqualTo(expected is null ? 0 : 1));
        Assert.That(health.Mean, expected is { } value ? Is.EqualTo(value).Within(1e-4) : Is.Null);
    }
}
