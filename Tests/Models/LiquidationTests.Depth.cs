using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Liquidations that are large beside what can be sold.</summary>
public sealed partial class LiquidationTests
{
    // Swap fee on all that is sold, slippage half of the impact: 0.01 / depth per USD.
    [Test]
    public void Call_IntoADepth_PaysFeeSlippageAndMovesThePrice()
    {
        const double price = 1700;
        const double repaid = 7250;
        double sold = repaid * (1.05 - 0.005);
        double perUsd = 0.01 / 500000;
        RunResult first = Fall(
            2000, price, 10, 14500, "swapFee: 0.003",
            "depth: { ETH: { depthUsdPerPercent: 500000, recoveryHalfLife: 1d } }");
        Assert.That(
            first.Mean("a.liquidatorProfit"),
            Is.EqualTo((sold * 0.997) - repaid - (0.5 * perUsd * sold * sold)).Within(1e-4));
    }

    // A cascade by hand: a falls in step 1 and is sold; the price that step 2 sees is lower by the
    // whole impact, and takes b down.
    [Test]
    public void Cascade_OfTwoLoans_IsWhatTheDepthSays()
    {
        const double stepFall = -0.02;
        double drift = stepFall * 365;
        string Loans(double debt) => $$"""
            scenario: cascade
            kernel: liquidation
            horizon: 2d
            step: 1d
            assets:
              ETH: { price: 1000, process: { kind: gbm, drift: {{drift}}, volatility: 0 } }
              USDC: { price: 1, process: { kind: constant } }
            markets:
              m:
                monitoring: step
                closeFactor: 1
                collateral: { ETH: { liquidationThreshold: 0.8, liquidationBonus: 0.1 } }
                debt: { USDC: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
                depth: { ETH: { depthUsdPerPercent: 1000000, recoveryHalfLife: 1d } }
            loans:
              a: { market: m, collateral: { ETH: 1000 }, debt: { USDC: 790000 } }
              b: { market: m, collateral: { ETH: 10 }, debt: { USDC: {{debt:F6}} } }
            """;
        double sold = 790000 * 1.1;
        double second = 1000 * Math.Exp((2 * stepFall) - (sold * 0.01 / 1000000));
        double edge = 10 * second * 0.8;
        RunResult held = Simulation.RunOnce(Loans(edge * 0.9999));
        RunResult taken = Simulation.RunOnce(Loans(edge * 1.0001));
        Assert.That(held.Mean("a.firstLiquidationDays"), Is.EqualTo(1).Within(1e-9));
        Assert.That(held.Mean("b.liquidated"), Is.Zero);
        Assert.That(taken.Mean("b.liquidated"), Is.EqualTo(1));
        Assert.That(taken.Mean("b.firstLiquidationDays"), Is.EqualTo(2).Within(1e-9));
        Assert.That(
            held.Mean("b.equity"), Is.EqualTo((10 * second) - (edge * 0.9999)).Within(1e-4));

        // A day later half of the impact has gone.
        double third = 1000 * Math.Exp((3 * stepFall) - (0.5 * sold * 0.01 / 1000000));
        RunResult later = Simulation.RunOnce(
            Loans(1000).Replace("horizon: 2d", "horizon: 3d", StringComparison.Ordinal));
        Assert.That(later.Mean("b.equity"), Is.EqualTo((10 * third) - 1000).Within(1e-4));
    }

    // Debt that is worth more than its collateral is lost whether or not anyone liquidates it.
    [Test]
    public void LoanUnderWater_ThatNobodyLiquidates_HasAShortfall()
    {
        RunResult result = Fall(1000, 500, 1, 700, "liquidatorGas: 50");
        Assert.That(result.Mean("a.equity"), Is.EqualTo(-200).Within(1e-6));
        Assert.That(result.Mean("a.shortfall"), Is.EqualTo(200).Within(1e-6));
    }

    // Two wallets that sell in one step sell into the same depth as one of their size.
    [Test]
    public void Slippage_OfTwoHalves_IsThatOfTheWhole()
    {
        string Market(string loans) => $$"""
            scenario: halves
            kernel: liquidation
            horizon: 30d
            step: 30d
            assets:
              ETH: {{Falls(2000, 1500)}}
              USDC: { price: 1, process: { kind: constant } }
            markets:
              m:
                monitoring: step
                collateral: { ETH: { liquidationThreshold: 0.83, liquidationBonus: 0.05 } }
                debt: { USDC: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
                depth: { ETH: { depthUsdPerPercent: 1000000, recoveryHalfLife: 1d } }
            loans:
            {{loans}}
            """;
        double whole = Simulation.RunOnce(Market(
            "  a: { market: m, collateral: { ETH: 1000 }, debt: { USDC: 1400000 } }"))
            .Mean("m.liquidatorProfit");
        double halves = Simulation.RunOnce(Market(
            "  a: { market: m, collateral: { ETH: 500 }, debt: { USDC: 700000 } }\n"
            + "  b: { market: m, collateral: { ETH: 500 }, debt: { USDC: 700000 } }"))
            .Mean("m.liquidatorProfit");
        Assert.That(halves, Is.EqualTo(whole).Within(1e-3));
    }

    // A loan whose whole permitted amount does not pay in this depth still pays in part: the
    // rules let a liquidator take less, and the best he can take is bonus / impact.
    [Test]
    public void Call_TooLargeForTheDepth_IsMadeInPart()
    {
        RunResult result = Fall(
            2000, 1600, 100000, 145000000, "closeFactor: 1",
            "depth: { ETH: { depthUsdPerPercent: 5000000, recoveryHalfLife: 1d } }");
        Assert.That(result.Mean("a.liquidated"), Is.EqualTo(1));
        Assert.That(result.Mean("a.liquidatorProfit"), Is.GreaterThan(0));
    }

    // What liquidators sell moves the asset's price for everyone who owns or owes it.
    [Test]
    public void Impact_OfASale_ReachesTheOtherMarket()
    {
        string Market(string name, string depth) => $$"""
              {{name}}:
                monitoring: step
                closeFactor: 1
                collateral: { ETH: { liquidationThreshold: 0.8, liquidationBonus: 0.1 } }
                debt: { USDC: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
                {{depth}}
            """;
        const string depth = "depth: { ETH: { depthUsdPerPercent: 1000000, recoveryHalfLife: 1d } }";
        RunResult result = Simulation.RunOnce(string.Join('\n',
            """
            scenario: cascade
            kernel: liquidation
            horizon: 2d
            step: 1d
            assets:
              ETH: { price: 1000, process: { kind: gbm, drift: -7.3, volatility: 0 } }
              USDC: { price: 1, process: { kind: constant } }
            markets:
            """,
            Market("m", depth),
            Market("n", depth),
            """
            loans:
              a: { market: m, collateral: { ETH: 1000 }, debt: { USDC: 790000 } }
              b: { market: n, collateral: { ETH: 10 }, debt: { USDC: 1000 } }
            """));
        double impact = 790000 * 1.1 * 0.01 / 1000000;
        Assert.That(
            result.Mean("b.equity"),
            Is.EqualTo((10000 * Math.Exp(-0.04 - impact)) - 1000).Within(1e-3));
    }
}
