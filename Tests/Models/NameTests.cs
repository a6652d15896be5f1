using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Results go by names alone, so no two things may share one.</summary>
[TestFixture]
public sealed class NameTests
{
    [Test]
    public void Pool_AndItsPositionOfOneName_AreRefused() => AssertRefused("positions.a", """
            scenario: names
            kernel: impermanent-loss
            horizon: 1d
            step: 1d
            assets:
              X: { price: 1, process: { kind: gbm, drift: 0, volatility: 1 } }
              Y: { price: 1, process: { kind: constant } }
            pools:
              a: { kind: constant-product, base: X, quote: Y, fee: 0.003, value: 1000000 }
            positions:
              a: { pool: a, value: 1000 }
            """);

    [Test]
    public void Market_AndItsLoanOfOneName_AreRefused() => AssertRefused("loans.a", """
            scenario: names
            kernel: liquidation
            horizon: 1d
            step: 1d
            assets:
              X: { price: 1, process: { kind: gbm, drift: 0, volatility: 1 } }
              Y: { price: 1, process: { kind: constant } }
            markets:
              a:
                collateral: { X: { liquidationThreshold: 0.8, liquidationBonus: 0.05 } }
                debt: { Y: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
            loans:
              a: { market: a, collateral: { X: 100 }, debt: { Y: 50 } }
            """);

    [Test]
    public void Assets_WhoseJoinedNamesAreEqual_AreAllReported() => Assert.DoesNotThrow(
        () => Simulation.RunOnce("""
            scenario: names
            kernel: impermanent-loss
            horizon: 1d
            step: 1d
            assets:
              A: { price: 1, process: { kind: gbm, drift: 0, volatility: 1 } }
              B-C: { price: 1, process: { kind: gbm, drift: 0, volatility: 1 } }
              A-B: { price: 1, process: { kind: gbm, drift: 0, volatility: 1 } }
              C: { price: 1, process: { kind: gbm, drift: 0, volatility: 1 } }
            """));

    private static void AssertRefused(string path, string yaml)
    {
        ScenarioResult result = ScenarioReader.Parse(yaml, "test.yaml");
        Assert.That(result.Errors.Select(error => error.KeyPath), Is.EqualTo(new[] { path }));
    }
}
