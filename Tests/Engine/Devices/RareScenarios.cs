namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Scenarios whose paths are drawn so that they show what is rare, by every kind of
/// driver.</summary>
internal static class RareScenarios
{
    /// <summary>Prices that diffuse and jump, alone and together.</summary>
    public const string Loans = """
        scenario: rare-loans
        kernel: liquidation
        horizon: 131h
        step: 1h
        seed: 5
        assets:
          ETH: { price: 2000, process: { kind: merton, drift: 0, volatility: 0.6, jumpsPerYear: 40, jumpMean: -0.01, jumpStdDev: 0.06 } }
          BTC: { price: 60000, process: { kind: heston, drift: 0, initialVolatility: 0.5, longRunVolatility: 0.5, meanReversion: 5, volatilityOfVariance: 0.9, priceVarianceCorrelation: -0.4 } }
          USDC: { price: 1, process: { kind: constant } }
        correlations: { ETH-BTC: 0.6 }
        markets:
          m:
            collateral: { ETH: { liquidationThreshold: 0.83, liquidationBonus: 0.05 } }
            debt: { USDC: { baseRate: 0, slope1: 0.04, slope2: 0.6, optimalUtilisation: 0.9, utilisation: 0.8 } }
        loans:
          a: { market: m, collateral: { ETH: 10 }, debt: { USDC: 10000 } }
        rare: P(a.liquidated == 1 and BTC.price < 55000)
        """;

    /// <summary>Pegs that diffuse, and reserves that are impaired.</summary>
    public const string Pegs = """
        scenario: rare-pegs
        kernel: depeg
        horizon: 30d
        step: 1d
        seed: 6
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.6 } }
        stablecoins:
          C: { design: reserve-backed, meanReversionPerDay: 0.56, volatilityPerDay: 0.0021, supply: 1000000000, impairmentsPerYear: 0.02, impairmentMean: 0.05, impairmentConcentration: 30 }
        rare: P(C.minimum < 0.97)
        """;
}
