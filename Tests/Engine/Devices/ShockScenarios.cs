namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Scenarios in which volume, pegs and gas are shocked at stated times.</summary>
internal static class ShockScenarios
{
    private const string Prices = """
        horizon: 131h
        step: 1h
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.9 } }
          USD: { price: 1, process: { kind: constant } }

        """;

    private const string Pools = """
        pools:
          p: { kind: concentrated, base: ETH, quote: USD, fee: 0.003, value: 1000000, concentration: 5, noiseVolumePerDay: 0.3,
               noiseVolumeStdDev: 0.5, noiseVolumeProcess: { meanReversionPerDay: 0.5, volatilityPerDay: 0.5, start: 2 } }
          q: { kind: constant-product, base: ETH, quote: USD, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.3 }

        """;

    private const string Coins = """
        stablecoins:
          C: { design: reserve-backed, meanReversionPerDay: 1, volatilityPerDay: 0.002, supply: 1000000000, runIntensity: 1,
               redemption: { dailyCapacity: 10000000 } }

        """;

    private const string CoinPools = """
        pools:
          three: { kind: stableswap, amplification: 100, assets: [C, USD], value: 100000000, fee: 0.0004 }
        holders:
          h: { holdings: 500000000, latency: 2h, wallets: 1000 }

        """;

    private const string Volume = "  - { at: 61h, over: 9h, prices: { ETH: -0.3 }, volume: { p: 5.3, q: 0.4 } }\n"
        + "  - { at: 63h, over: 20h, volume: { p: 1.7 } }\n";

    private const string Pegs = "  - { at: 62h, over: 5h, pegs: { C: -0.13 } }\n"
        + "  - { at: 64h, pegs: { C: 0.02 } }\n";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "scenario: volume\nkernel: impermanent-loss\n" + Prices + Pools + "shocks:\n" + Volume,
        "scenario: pegs\nkernel: depeg\n" + Prices + Coins + CoinPools + "shocks:\n" + Pegs,
        "scenario: all\nkernel: market\n" + Prices + Pools + Coins + """
            gas: { price: 20, asset: ETH, meanReversionPerDay: 1, volatilityPerDay: 0.5, stressMultiplier: 2 }
            classes:
              a: { wallets: 10, sizes: { kind: equal, size: 100000 }, gasTolerance: 0.5, transactions: { every: 4h, gas: 100000 } }

            """
            + "shocks:\n" + Volume + Pegs + "  - { at: 60h, over: 10h, gas: 7.7 }\n",
    ];
}
