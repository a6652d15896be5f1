namespace GpuRisk.Tests.Scenarios;

/// <summary>What may be wrong in pools and positions.</summary>
internal static class WrongPools
{
    private const string Full = "full:   { pool: v2, value: 10000 }";
    private const string Narrow =
        "range: [1800, 2900], strategy: recentre-on-schedule, recentreEvery: 1d";

    public static IEnumerable<Wrong> Cases =>
    [
        P("kind unknown", "kind: constant-product", "kind: §uniswap",
            "constant-product or concentrated or weighted"),
        P("kind of another kernel", "kind: constant-product", "kind: §stableswap", "allowed is"),
        P("base unknown", "quote: USDC, fee: 0.01", "quote: §USDD, fee: 0.01",
            "did you mean 'USDC'?"),
        P("same asset twice", "quote: USDC, fee: 0.01", "quote: §ETH, fee: 0.01", "as base too"),
        P("fee of 1", "fee: 0.003", "fee: §1", "a number in [0, 1)"),
        P("value missing", "    value: 50000000\n", "", "  v2:", "  §v2:", "value: is missing"),
        P("noise deviation", "noiseVolumeStdDev: 0.5", "noiseVolumeStdDev: §3.1",
            "a number in [0, 3]"),
        P("noise negative", "noiseVolumePerDay: 0.2", "noiseVolumePerDay: §-0.2", "at least 0"),
        P("arbitrage unknown", "arbitrage: step", "arbitrage: §hourly", "continuous or step"),
        P("gas without step", "arbitrage: step", "#", "arbitrageGas", "§arbitrageGas",
            "allowed only with arbitrage step"),
        P("blocks without their time", "arbitrageGas: 20", "§blocks: poisson",
            "allowed only with blockTime"),
        P("blocks unknown", "arbitrageGas: 20", "blockTime: 12s\n    blocks: §regular",
            "constant or poisson"),
        P("block time without step", "arbitrage: step", "#", "arbitrageGas: 20", "blockTime: §12s",
            "allowed only with arbitrage step"),
        P("block time above a step", "arbitrageGas: 20", "blockTime: §2h",
            "found 7200 s; allowed is at most a step, which is 3600 s"),
        P("block time and gas", "arbitrageGas: 20", "arbitrageGas: §20\n    blockTime: 12s",
            "allowed is 0, or a pool without blockTime"),
        P("block time of 0", "arbitrageGas: 20", "blockTime: §0s", "a duration above 0s"),
        P("share above 1", "protocolShareOfFees: 0.1", "protocolShareOfFees: §1.1", "in [0, 1]"),
        P("concentration below 1", "concentration: 4", "concentration: §0.5", "of at least 1"),
        P("concentration elsewhere", "    noiseVolumeStdDev: 0.5", "    §concentration: 2",
            "allowed only with concentrated"),
        P("tick spacing", "tickSpacing: 200", "tickSpacing: §0", "a whole number from 1 to 16384"),
        P("pool unknown", "pool: v2", "pool: §v4", "found 'v4', which is no pool"),
        P("position too large", Full, "full: { pool: v2, value: §50000001 }",
            "times the active liquidity"),
        P("narrow position too large", "value: 12000", "value: §80000000", "active liquidity"),
        P("range missing", "narrow: {", "§narrow: {", "range: [1800, 2900], ", "",
            "range: is missing"),
        P("range in constant product", Full, "full: { pool: v2, value: 1, §range: [1, 2] }",
            "allowed only in a concentrated pool"),
        P("range falls", "[1800, 2900]", "§[2900, 1800]", "allowed is a range that rises"),
        P("range of one", "[1800, 2900]", "§[1800]",
            "found a list of 1; allowed is a list of 2 prices"),
        P("range with zero", "[1800, 2900]", "[§0, 2900]", "positions.narrow.range.0"),
        P("recentred off the price", "range: [1800, 2900]", "range: §[2400, 2900]",
            "does not hold the price at the start"),
        P("range a number", "[1800, 2900]", "§1800", "a list of 2 prices"),
        P("range off the ticks", "100, range: [1,", "1, range: [§1.01,",
            "nearest usable prices are 1 and 1.0202"),
        P("strategy unknown", "recentre-on-schedule", "§recentre", "hold or recentre-on-exit", 1),
        P("strategy without range", Full, "full: { pool: v2, value: 1, strategy: §recentre-on-exit }",
            "allowed is hold"),
        P("schedule without time", Narrow, "range: [1800, 2900], strategy: recentre-on-schedule",
            "narrow:", "§narrow:", "recentreEvery: is missing"),
        P("time without schedule", Narrow, "range: [1800, 2900], §recentreEvery: 1d",
            "allowed only with recentre-on-schedule"),
        P("schedule between steps", "recentreEvery: 1d", "recentreEvery: §90m",
            "whole number of steps"),
        P("gas negative", "gasPerAction: 15", "gasPerAction: §-1", "at least 0"),
        Weighted("base", "kind: weighted,", "kind: weighted, §base: ETH,",
            "allowed only with constant-product or concentrated"),
        Weighted("one asset", "assets: [ETH, BTC, USDC]", "assets: §[ETH]",
            "found a list of 1; allowed is a list of 2 to 8 names"),
        Weighted("asset unknown", "[ETH, BTC, USDC]", "[ETH, BTC, §USDD]", "did you mean 'USDC'?"),
        Weighted("asset twice", "[ETH, BTC, USDC]", "[ETH, BTC, §ETH]", "found ETH again"),
        Weighted("weights missing", "  w: {", "  §w: {", "weights: is missing") with
        {
            Sample = WeightedSample.Replace(
                "weights: [0.5, 0.3, 0.2], ", "", StringComparison.Ordinal),
        },
        Weighted("a weight too many", "[0.5, 0.3, 0.2]", "§[0.5, 0.2, 0.2, 0.1]",
            "found 4 weights; allowed is one for each of 3 assets"),
        Weighted("weights of more than all", "[0.5, 0.3, 0.2]", "§[0.5, 0.3, 0.21]",
            "found weights that add up to 1.01"),
        Weighted("weight of nothing", "[0.5, 0.3, 0.2]", "[0.8, 0.195, §0.005]",
            "a number in [0.01, 0.99]"),
        Weighted("fee of nothing", "fee: 0.003", "fee: §0", "a number in [0.000001, 0.1]"),
        Weighted("fee of Shylock", "fee: 0.003", "fee: §0.11", "a number in [0.000001, 0.1]"),
        Weighted("range", "value: 10 }", "value: 10, §range: [1, 2] }",
            "p is weighted; allowed only in a concentrated pool") with
        {
            Sample = WeightedSample.Replace("w: {", "p: {", StringComparison.Ordinal)
                .Replace("pool: w,", "pool: p,", StringComparison.Ordinal),
        },
        Weighted("gas without step", "value: 1000 }", "value: 1000, §arbitrageGas: 1 }",
            "allowed only with arbitrage step"),
        Weighted("position too large", "value: 10 }", "value: §1001 }",
            "times the active liquidity"),
    ];

    /// <summary>A weighted pool of three assets.</summary>
    internal const string WeightedSample = """
        scenario: basket
        kernel: impermanent-loss
        horizon: 1d
        step: 1h
        assets:
          ETH: { price: 2000, process: { kind: constant } }
          BTC: { price: 40000, process: { kind: constant } }
          USDC: { price: 1, process: { kind: constant } }
        pools:
          w: { kind: weighted, assets: [ETH, BTC, USDC], weights: [0.5, 0.3, 0.2], fee: 0.003, value: 1000 }
        positions:
          some: { pool: w, value: 10 }
        """;

    private static Wrong Weighted(string name, string find, string with, string message) =>
        new("weighted pools: " + name, WeightedSample, find, with, message);

    private static Wrong P(string name, string find, string with, string message, int errors = 1) =>
        new("pools: " + name, Samples.Pools, find, with, message) { Errors = errors };

    private static Wrong P(
        string name,
        string find,
        string with,
        string thenFind,
        string thenWith,
        string message) =>
        P(name, thenFind, thenWith, message) with
        {
            Sample = Samples.Pools.Replace(find, with, StringComparison.Ordinal),
        };
}
