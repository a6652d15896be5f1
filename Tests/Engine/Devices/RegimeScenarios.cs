namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Scenarios in which all follows regimes that last for hours.</summary>
internal static class RegimeScenarios
{
    private const string Chain = """
        regimes:
          period: 6h
          states:
            calm:  { next: { calm: 0.9, storm: 0.1 } MORE }
            storm: { next: { calm: 0.2, storm: 0.7, panic: 0.1 } }
            panic: { next: { storm: 0.5, calm: 0.5 } MOST }
        """;

    private const string Prices = """
        horizon: 131h
        step: 1h
        assets:
          ETH: { price: 2000, process: { kind: regime-switching, states: {
                 calm: { volatility: 0.4 },
                 storm: { drift: -1, volatility: 0.9, jumpsPerYear: 500, jumpMean: -0.01, jumpStdDev: 0.02 },
                 panic: { volatility: 2, jumpsPerYear: 3000, jumpMean: -0.02, jumpStdDev: 0.03 } } } }
          BTC: { price: 60000, process: { kind: regime-switching, states: {
                 calm: { volatility: 0.3, jumpsPerYear: 100 },
                 storm: { volatility: 0.7, jumpsPerYear: 300, jumpMean: -0.01, jumpStdDev: 0.02 },
                 panic: { volatility: 1.5, jumpsPerYear: 2000, jumpMean: -0.02, jumpStdDev: 0.03 } } } }
          SOL: { price: 100, process: { kind: merton, drift: 0, volatility: 1, jumpsPerYear: 400, jumpMean: 0, jumpStdDev: 0.03 } }
          XRP: { price: 1, process: { kind: gbm, drift: 0, volatility: 1, schedule: [{ at: 30h, volatility: 0.5 }, { at: 67h, drift: 1 }] } }
          OP: { price: 2, process: { kind: bates, drift: 0, initialVolatility: 0.9, longRunVolatility: 0.7, meanReversion: 3, volatilityOfVariance: 1,
                priceVarianceCorrelation: -0.4, jumpsPerYear: 400, jumpMean: -0.01, jumpStdDev: 0.03 } }
          STETH: { price: 1990, process: { kind: ornstein-uhlenbeck, mean: 2000, meanReversion: 50, volatility: 0.3, jumpsPerYear: 300, jumpMean: -0.01, jumpStdDev: 0.01 } }
          USD: { price: 1, process: { kind: constant } }

        """;

    private const string Correlations = "correlations: { ETH-BTC: 0.5, BTC-XRP: 0.2, STETH-OP: 0.3 }\n";

    private const string Pools = """
        pools:
          p: { kind: concentrated, base: ETH, quote: BTC, fee: 0.003, value: 1000000, concentration: 5, noiseVolumePerDay: 0.3,
               noiseVolumeStdDev: 0.5, noiseVolumeProcess: { meanReversionPerDay: 0.5, volatilityPerDay: 0.5, start: 2, elasticity: 1 } }
          q: { kind: constant-product, base: SOL, quote: XRP, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.3 }
        positions:
          r: { pool: p, value: 1000, range: [0.03, 0.036] }

        """;

    private const string Loans = """
        markets:
          m:
            collateral:
              ETH: { liquidationThreshold: 0.8, liquidationBonus: 0.05 }
              SOL: { liquidationThreshold: 0.8, liquidationBonus: 0.05 }
            debt:
              BTC: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 }
              XRP: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 }
        loans:
          one: { market: m, collateral: { ETH: 100 }, debt: { BTC: 2.5 } }
          two: { market: m, collateral: { ETH: 50, SOL: 1000 }, debt: { BTC: 2.4 } }
          far: { market: m, collateral: { SOL: 1000 }, debt: { XRP: 75000 } }

        """;

    private const string Coins = """
        stablecoins:
          C: { design: reserve-backed, meanReversionPerDay: 1, volatilityPerDay: 0.002, supply: 1000000000,
               impairmentsPerYear: 5, impairmentMean: 0.2,
               jumpsPerYear: 8, jumpMean: -0.02, jumpStdDev: 0.03 }

        """;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Of("impermanent-loss", Prices + Correlations + Pools, "", ", volume: 4"),
        Of(
            "liquidation", Prices + Correlations + Loans, ", correlations: { ETH-BTC: 0.8 }",
            ", correlations: { ETH-BTC: 0.9, ETH-XRP: 0.05, SOL-XRP: -0.3 }"),
        Of("depeg", Prices + Coins, "", ", pegHazard: 30"),
    ];

    private static string Of(string kernel, string rest, string more, string most) =>
        $"scenario: storms\nkernel: {kernel}\n" + rest
        + Chain.Replace(" MORE", more, StringComparison.Ordinal)
            .Replace(" MOST", most, StringComparison.Ordinal);
}
