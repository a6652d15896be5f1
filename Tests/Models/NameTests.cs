using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Names are unique within a section only: equal ones in two sections must not clash.
/// </summary>
[TestFixture]
public sealed class NameTests
{
    [Test]
    [Ignore("Wrong: names are unique within a section only, metrics are named by the name alone; "
        + "a valid scenario ends in an ArgumentException. The reader should refuse the clash.")]
    public void Pool_AndItsPositionOfOneName_AreBothReported() => Assert.DoesNotThrow(
        () => Simulation.RunOnce("""
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
            """));

    [Test]
    [Ignore("Wrong: names are unique within a section only, metrics are named by the name alone; "
        + "a valid scenario ends in an ArgumentException. The reader should refuse the clash.")]
    public void Market_AndItsLoanOfOneName_AreBothReported() => Assert.DoesNotThrow(
        () => Simulation.RunOnce("""
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
            """));

    [Test]
    [Ignore("Wrong: names are unique within a section only, metrics are named by the name alone; "
        + "a valid scenario ends in an ArgumentException. The reader should refuse the clash.")]
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
}
