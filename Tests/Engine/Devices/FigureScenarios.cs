namespace GpuRisk.Tests.Engine.Devices;

/// <summary>A scenario with outcomes that are derived in every way.</summary>
internal static class FigureScenarios
{
    /// <summary>Its text.</summary>
    public const string Text = """
        scenario: figures
        kernel: liquidation
        horizon: 33h
        step: 1h
        seed: 5
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 2 } }
          USDC: { price: 1, process: { kind: constant } }
        markets:
          m:
            collateral: { ETH: { liquidationThreshold: 0.83, liquidationBonus: 0.05 } }
            debt: { USDC: { baseRate: 0, slope1: 0.04, slope2: 0.6, optimalUtilisation: 0.9, utilisation: 0.8 } }
        loans:
          a: { market: m, collateral: { ETH: 10 }, debt: { USDC: 15000 } }
          b: { market: m, collateral: { ETH: 10 }, debt: { USDC: 14000 } }
        figures:
          tail: ES(ETH.price, 0.9)
          both: a.borrowerLoss + 0.3 * b.borrowerLoss
          when: a.firstLiquidationDays - b.firstLiquidationDays
          late: P(a.firstLiquidationDays > 0.4)
          odds: P(b.liquidated > 0 and ETH.price <= 1800 | a.liquidated == 1)
          then: mean(both | ETH.minimum < 1700)
          far: VaR(both - a.badDebt, 0.95)
        """;
}
