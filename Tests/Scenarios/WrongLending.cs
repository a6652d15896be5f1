namespace GpuRisk.Tests.Scenarios;

/// <summary>What may be wrong in lending markets and loans.</summary>
internal static class WrongLending
{
    private const string Alice = "collateral: { ETH: 10 }, debt: { USDC: 14000 }";

    public static IEnumerable<Wrong> Cases =>
    [
        L("pools in liquidation", "loans:", "§pools: {}\nloans:",
            "not used with kernel liquidation"),
        L("rules unknown", "closeFactor: 0.6", "rules: §compound", "allowed is aave-v3"),
        L("close factor zero", "closeFactor: 0.6", "closeFactor: §0", "in (0, 1]"),
        L("full close factor", "fullCloseHealthFactor: 0.9", "fullCloseHealthFactor: §2.1",
            "in (0, 2]"),
        L("monitoring unknown", "monitoring: step", "monitoring: §daily", "continuous or step"),
        L("collateral unknown", "      STETH: {", "      §STEHT: {", "did you mean 'STETH'?", 2),
        L("threshold of 1", "liquidationThreshold: 0.83", "liquidationThreshold: §1", "in (0, 1)"),
        L("threshold with bonus", "liquidationBonus: 0.05", "liquidationBonus: §0.21",
            "allowed is less than 1"),
        L("loan to value above", "loanToValue: 0.805", "loanToValue: §0.84",
            "at most the liquidation"),
        L("redemption asset", "redemption: { asset: ETH", "redemption: { asset: §EHT",
            "which is no asset"),
        L("redemption rate", "ratePerYear: 0.03", "ratePerYear: §fast", "in [-20, 20]"),
        L("debt asset unknown", "      ETH: { baseRate", "      §DAI: { baseRate",
            "which is no asset", 2),
        L("slope negative", "slope2: 0.4", "slope2: §-0.4", "at least 0"),
        L("optimum of 1", "optimalUtilisation: 0.92", "optimalUtilisation: §1", "in (0, 1)"),
        L("utilisation above 1", "utilisation: 0.7 ", "utilisation: §1.7 ", "in [0, 1]"),
        L("utilisation missing", ", utilisation: 0.7 ", " ", "      ETH: { baseRate",
            "      §ETH: { baseRate", "utilisation: is missing"),
        L("depth of debt", "depth: { ETH", "depth: { §USDC", "no collateral of this market"),
        L("depth zero", "depthUsdPerPercent: 20000000", "depthUsdPerPercent: §0", "above 0"),
        L("half-life zero", "recoveryHalfLife: 6h", "recoveryHalfLife: §0h", "above 0s"),
        L("market unknown", "alice: { market: aave", "alice: { market: §compound",
            "which is no market"),
        L("class wrong", "class: whales", "class: §\"big whales\"", "allowed is a name"),
        L("loan without debt", Alice, "collateral: { ETH: 10 }", "alice", "§alice",
            "debt: is missing; allowed is collateral with debt, or file"),
        L("loan without collateral", Alice, "debt: { USDC: 1 }", "alice", "§alice",
            "collateral: is missing"),
        L("loan with file too", Alice, "§debt: { USDC: 1 }, file: a.csv",
            "either file or collateral", 2),
        L("buckets without file", Alice, Alice + ", §buckets: 8", "allowed only with file"),
        L("amount zero", "{ ETH: 10 }", "{ ETH: §0 }", "above 0"),
        L("no collateral", "{ ETH: 10 }", "{}", "alice: { market: aave, collateral",
            "alice: { market: aave, §collateral", "found 0 amounts; allowed is from 1 to 8"),
        L("asset no collateral", "{ ETH: 10 }", "{ §USDC: 10 }", "does not take here"),
        L("asset no debt", "{ USDC: 14000 }", "{ §STETH: 1 }", "does not take here"),
        L("unhealthy", "{ USDC: 14000 }", "§{ USDC: 17000 }, belowHealth: refuse",
            "found health factor 0.976471"),
        L("above loan to value", "{ USDC: 14000 }", "§{ USDC: 16500 }, belowHealth: refuse",
            "allows at most 16100 USD"),
        L("below health unknown", Alice, Alice + ", belowHealth: §ignore",
            "allowed is liquidate or exclude or refuse"),
        L("no buckets", Alice, "file: book.csv, buckets: §0", "from 1 to 1000000", 2),
        L("book over the network", Alice, "file: §book.csv",
            "only in a scenario that is read from a file"),
    ];

    private static Wrong L(string name, string find, string with, string message, int errors = 1) =>
        new("lending: " + name, Samples.Lending, find, with, message) { Errors = errors };

    private static Wrong L(
        string name,
        string find,
        string with,
        string thenFind,
        string thenWith,
        string message) =>
        L(name, thenFind, thenWith, message) with
        {
            Sample = Samples.Lending.Replace(find, with, StringComparison.Ordinal),
        };
}
