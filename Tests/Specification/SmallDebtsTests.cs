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
}
