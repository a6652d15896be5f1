namespace GpuRisk.Scenarios;

/// <summary>The features of joint markets that can be taken away.</summary>
public static class Features
{
    // So dear that no trade pays for it.
    private const double ForbiddingGasUsd = 1e30;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Feature> All { get; } =
    [
        new("unequal-sizes", "all wallets of a class are of one size", EqualSizes),
        new("insider-allocation", "no tokens are handed out with a lock", s => s with
        {
            Tokens = Each(s.Tokens, t => t with { Allocations = [] }),
        }),
        new("discount", "allocated tokens cost what the market asks at the start", s => s with
        {
            Tokens = Each(s.Tokens, t => t with
            {
                Allocations = Each(t.Allocations, a => a with { CostUsd = t.Asset.PriceUsd }),
            }),
        }),
        new("fee-vote", "nobody votes on fees", s => s with
        {
            Tokens = Each(s.Tokens, t => t with { FeeVote = null }),
        }),
        new("farming", "farms pay nothing", s => s with
        {
            Farms = Each(s.Farms, f => f with { EmissionPerDay = 0 }),
        }),
        new("late-entry", "everybody is there from the start", s => s with
        {
            Classes = Each(s.Classes, c => c with { EntersAtSeconds = 0 }),
        }),
        new("latency", "everybody acts at once", s => s with
        {
            Classes = Each(s.Classes, c => c with { LatencySeconds = 0 }),
        }),
        new("rugs", "farms' owners never run away", s => s with
        {
            Farms = Each(s.Farms, f => f with { RugsPerYear = 0 }),
        }),
        new("cover", "nobody is insured", s => s with { Covers = [] }),
        new("bonds", "the treasury sells no tokens", s => s with { Bonds = [] }),
        new("gas", "gas costs nothing", WithoutGas),
        new("bids", "nobody bids for his place in a block", s => s with
        {
            Gas = s.Gas is { } gas ? gas with { BidShare = 0 } : null,
        }),
        new("arbitrage", "nobody brings pools back to the market's price", s => s with
        {
            Pools = Each(s.Pools, p => p is ArbitragedPool a
                ? a with
                {
                    Arbitrage = ArbitrageTiming.Step,
                    ArbitrageGasUsd = ForbiddingGasUsd,
                }
                : p),
        }),
        new("trading-fees", "swaps cost nothing", s => s with
        {
            Pools = Each(s.Pools, p => p with { FeeFraction = 0 }),
        }),
        new("protocol-fees", "protocols keep nothing of fees, bonuses and interest",
            WithoutProtocolFees),
        new("borrowing", "nobody borrows", s => s with
        {
            Classes = Each(s.Classes, c => c with { Borrowings = [] }),
            Loans = [],
        }),
        new("slippage", "sales do not move prices", WithoutSlippage),
        new("reserve-yield", "reserves of stablecoins earn nothing", s => s with
        {
            Stablecoins = Each(s.Stablecoins, c => c with { ReserveYieldPerYear = 0 }),
        }),
        new("redemption-minimum", "everybody can redeem stablecoins", s => s with
        {
            Stablecoins = Each(s.Stablecoins, c => c with
            {
                Redemption = c.Redemption is { } terms ? terms with { MinimumUsd = 0 } : null,
            }),
        }),
        new("impairments", "reserves of stablecoins are safe", s => s with
        {
            Stablecoins = Each(s.Stablecoins, c => c with
            {
                ImpairmentsPerYear = 0,
                ImpairmentAt = null,
            }),
        }),
        new("peg-jumps", "prices of stablecoins do not jump while reserves are whole", s => s with
        {
            Stablecoins = Each(s.Stablecoins, c => c with { JumpsPerYear = 0 }),
        }),
        new("regulation", "regulators do not intervene", s => s with { Regulation = null }),
        new("services", "the treasury pays for nothing", s => s with { Services = null }),
    ];

    private static IReadOnlyList<T> Each<T>(IReadOnlyList<T> items, Func<T, T> change) =>
        [.. items.Select(change)];

    private static Scenario EqualSizes(Scenario scenario) => scenario with
    {
        Classes = Each(
            scenario.Classes, c => c with { Sizes = new EqualSizes(c.Sizes.MeanUsd) }),
    };

    private static Scenario WithoutGas(Scenario scenario) => scenario with
    {
        Gas = scenario.Gas is { BidShare: > 0 } gas ? gas with { PriceGwei = 0 } : null,
        Pools = Each(
            scenario.Pools, p => p is ArbitragedPool a ? a with { ArbitrageGasUsd = 0 } : p),
        LendingMarkets = Each(scenario.LendingMarkets, m => m with { LiquidatorGasUsd = 0 }),
    };

    private static Scenario WithoutProtocolFees(Scenario scenario) => scenario with
    {
        Pools = Each(
            scenario.Pools, p => p is ArbitragedPool a ? a with { ProtocolShareOfFees = 0 } : p),
        Tokens = Each(scenario.Tokens, t => t with { FeeVote = null }),
        LendingMarkets = Each(scenario.LendingMarkets, m => m with
        {
            Collateral = Each(m.Collateral, c => c with { ProtocolShareOfBonus = 0 }),
            Debt = Each(m.Debt, d => d with { ReserveFactor = 0 }),
        }),
    };

    private static Scenario WithoutSlippage(Scenario scenario) => scenario with
    {
        Tokens = Each(scenario.Tokens, t => t with { Depth = null }),
        LendingMarkets = Each(scenario.LendingMarkets, m => m with { Depth = [] }),
    };
}
