namespace GpuRisk.Tests.Scenarios;

/// <summary>What may be wrong in stablecoins, their pools and their holders.</summary>
internal static class WrongDepeg
{
    public static IEnumerable<Wrong> Cases =>
    [
        D("design unknown", "USDT: { design: reserve-backed", "USDT: { design: §algorithmic",
            "allowed is reserve-backed"),
        D("peg zero", "peg: 1", "peg: §0", "above 0"),
        D("reversion negative", "meanReversionPerDay: 4", "meanReversionPerDay: §-4", "at least 0"),
        D("mean missing", "    impairmentMean: 0.05\n", "", "  USDC:", "  §USDC:",
            "impairmentMean: is missing"),
        D("jumps without a size", "    impairmentMean: 0.05\n",
            "    impairmentMean: 0.05\n    jumpsPerYear: 3\n    jumpStdDev: 0.1\n", "  USDC:",
            "  §USDC:", "jumpMean: is missing; jumpsPerYear above 0 needs it"),
        D("size without jumps", "    impairmentMean: 0.05\n",
            "    impairmentMean: 0.05\n    §jumpStdDev: 0.1\n",
            "allowed only with jumpsPerYear above 0"),
        D("jumps too close", "    impairmentMean: 0.05\n",
            "    impairmentMean: 0.05\n    jumpsPerYear: §9999\n    jumpMean: 0\n"
            + "    jumpStdDev: 0.1\n",
            "in a step; allowed are at most 0.1, as one comes at a time"),
        D("mean of 1", "impairmentMean: 0.05", "impairmentMean: §1", "in (0, 1)"),
        D("concentration zero", "impairmentConcentration: 12", "impairmentConcentration: §0",
            "above 0"),
        D("share without impairments", "volatilityPerDay: 0.001", "volatilityPerDay: 0, §recoveredShare: 0.5",
            "allowed only with impairmentsPerYear above 0 or impairmentAt"),
        D("impairment too large", "size: 0.08", "size: §1.08", "in (0, 1]"),
        D("impairment without time", "{ time: 5h, size: 0.08 }", "{ size: 0.08 }", "impairmentAt",
            "§impairmentAt", "time: is missing"),
        D("capacity missing", "dailyCapacity: 3000000000, ", "", "redemption:", "§redemption:",
            "dailyCapacity: is missing"),
        D("closed unknown", "closed: weekends", "closed: §nights", "never or weekends"),
        D("start unknown", "Fri 18:30", "§Friday 18:30", "a day and an hour in UTC"),
        D("start at hour 24", "Fri 18:30", "§Fri 24:00", "a day and an hour in UTC"),
        D("supply missing", ", supply: 80000000000", "", "  USDT:", "  §USDT:",
            "supply: is missing"),
        D("threshold of 1", "failureThreshold: 0.8", "failureThreshold: §1", "in (0, 1)"),
        D("coin and asset", "  USDT: { design", "  §USD: { design", "names one of assets too", 3),
        D("pool kind", "kind: stableswap, amplification: 50", "kind: §weighted, amplification: 50",
            "allowed is stableswap"),
        D("amplification", "amplification: 200", "amplification: §0.5", "in [1, 1000000]"),
        D("leg unknown", "[USDC, USDT]", "[§USCD, USDT]", "did you mean 'USDC'?"),
        D("leg not a name", "[USDC, USDT]", "[§.1, USDT]", "allowed is a name"),
        D("leg twice", "[USDC, USDT]", "§[USDC, USDC]", "found USDC twice"),
        D("three legs", "[USDC, USDT]", "§[USDC, USDT, USD]", "a list of 2 names"),
        D("leg moves", "kind: constant", "kind: gbm, drift: 0, volatility: 1", "[USD, USDT]",
            "[§USD, USDT]", "whose price moves"),
        D("no stablecoin", "  USD: { price: 1, process: { kind: constant } }",
            "  USD: { price: 1, process: { kind: constant } }\n  EUR: { price: 1, process: { kind: constant } }",
            "[USD, USDT]", "§[USD, EUR]", "found no stablecoin"),
        D("coin first twice", "[USD, USDT]", "§[USDC, USD]", "as in pool three"),
        D("latency between steps", "latency: 12h", "latency: §90m", "whole number of steps"),
        D("latency negative", "latency: 12h", "latency: §-1h", "a duration of 0s or more"),
        D("coin not named", "0s, stablecoin: USDC", "0s", "whales", "§whales",
            "stablecoin: is missing"),
        D("coin unknown", "0s, stablecoin: USDC", "0s, stablecoin: §DAI", "which is no stablecoin"),
        D("holdings above supply", "20000000000", "§36000000000", "at most the supply 40000000000"),
        D("wallets zero", "wallets: 100000", "wallets: §0", "a whole number from 1"),
    ];

    private static Wrong D(string name, string find, string with, string message, int errors = 1) =>
        new("depeg: " + name, Samples.Depeg, find, with, message) { Errors = errors };

    private static Wrong D(
        string name,
        string find,
        string with,
        string thenFind,
        string thenWith,
        string message) =>
        D(name, thenFind, thenWith, message) with
        {
            Sample = Samples.Depeg.Replace(find, with, StringComparison.Ordinal),
        };
}
