namespace GpuRisk.Scenarios.Building;

/// <summary>What wallet classes may own a part of.</summary>
internal sealed record MarketParts(
    Registry<Stablecoin> Coins,
    Registry<Pool> Pools,
    Registry<LendingMarket> Markets,
    Registry<Farm> Farms);

/// <summary>Makes joint markets, each section from those that it names.</summary>
internal static class JointMarketBuilder
{
    public static Scenario AddTo(Scenario scenario, BuildContext context)
    {
        Registry<Stablecoin> coins = StablecoinBuilder.Coins(context);
        Registry<Pool> pools = JointPoolBuilder.Build(coins, context);
        Registry<LendingMarket> markets = LendingMarketBuilder.Build(context);
        Registry<Farm> farms = FarmBuilder.Build(pools, context);
        Registry<WalletClass> classes = ClassBuilder.Build(
            new MarketParts(coins, pools, markets, farms), context);
        return scenario with
        {
            Kernel = KernelKind.Market,
            Stablecoins = coins.Items,
            Pools = pools.Items,
            LendingMarkets = markets.Items,
            Loans = LoanBuilder.Build(markets, context),
            Classes = classes.Items,
            Farms = farms.Items,
            Tokens = TokenBuilder.Build(pools, classes, context),
            Bonds = BondBuilder.Build(classes, context),
            Covers = CoverBuilder.Build(farms, classes, context),
            Gas = ShockBuilder.Gas(context),
            Regulation = ShockBuilder.Regulation(classes, context),
            Services = ShockBuilder.Services(context),
        };
    }
}
