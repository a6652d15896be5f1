using GpuRisk.Tests.Models;
using GpuRisk.Tests.Models.Market;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Scenarios that are run within a moment, and one that takes a while.</summary>
internal static class SmallScenarios
{
    private static int _seed = 1000;

    /// <summary>More paths than a machine does while a test goes on.</summary>
    public const string Endless = "paths=50000000000";

    /// <summary>A seed that no other test has, so that no result is in the store.</summary>
    public static int NewSeed() => Interlocked.Increment(ref _seed);

    /// <summary>A pool over two days; a run of it is one chunk.</summary>
    public static string Pool(int? seed = null, int paths = 500, string name = "small") => $$"""
        scenario: {{name}}
        kernel: impermanent-loss
        horizon: 2d
        step: 1h
        paths: {{paths}}
        seed: {{seed ?? NewSeed()}}
        assets:
          ETH:  { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          USDC: { price: 1, process: { kind: constant } }
        pools:
          v2: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1e7 }
        positions:
          full: { pool: v2, value: 10000 }
        """;

    /// <summary>The same over four months; a run of it is several chunks.</summary>
    public static string LongPool(int? seed = null, int paths = 150_000) =>
        Pool(seed, paths, "long").Replace("horizon: 2d", "horizon: 120d", StringComparison.Ordinal);

    /// <summary>A pool as JSON.</summary>
    public static string Json(int? seed = null) => $$"""
        {
          "scenario": "small",
          "kernel": "impermanent-loss",
          "horizon": "2d",
          "step": "1h",
          "paths": 500,
          "seed": {{seed ?? NewSeed()}},
          "assets": {
            "ETH": { "price": 2000, "process": { "kind": "gbm", "drift": 0, "volatility": 0.8 } },
            "USDC": { "price": 1, "process": { "kind": "constant" } }
          },
          "pools": {
            "v2": { "kind": "constant-product", "base": "ETH", "quote": "USDC",
                    "fee": 0.003, "value": 1e7 }
          },
          "positions": { "full": { "pool": "v2", "value": 10000 } }
        }
        """;

    /// <summary>A market whose sums outgrow its ledgers.</summary>
    public static string Overflowing() => JointYaml.Of(
        """
        classes:
          a: { wallets: 10, sizes: { kind: equal, size: 100000000000 }, holdings: { ETH: 1 } }
        """,
        "100d", eth: Simulation.Moves(10, 100));

    /// <summary>Loans in a book beside the scenario.</summary>
    public static string Book(string file) => $$"""
        scenario: lending
        kernel: liquidation
        horizon: 2d
        step: 1h
        paths: 200
        seed: {{NewSeed()}}
        assets:
          ETH:  { price: 2000, process: { kind: gbm, drift: 0, volatility: 2 } }
          USDC: { price: 1, process: { kind: constant } }
        markets:
          aave:
            rules: aave-v3
            closeFactor: 0.5
            fullCloseHealthFactor: 0.95
            fullCloseBelowUsd: 2000
            minimumLeftoverUsd: 1000
            monitoring: continuous
            liquidatorGas: 5
            swapFee: 0.0005
            reserveFund: 0
            collateral:
              ETH: { liquidationThreshold: 0.8, liquidationBonus: 0.05, protocolShareOfBonus: 0.1 }
            debt:
              USDC:
                baseRate: 0
                slope1: 0.08
                slope2: 0.35
                optimalUtilisation: 0.9
                utilisation: 0.6
        loans:
          book: { market: aave, file: "{{file}}", buckets: 4 }
        """;
}
