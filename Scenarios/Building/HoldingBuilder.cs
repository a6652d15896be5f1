using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>
/// Makes what a class simply holds. The order of keys has no meaning, so that all lists follow
/// the order of what they name.
/// </summary>
internal static class HoldingBuilder
{
    /// <summary>The assets among holdings; tells of names that are no stablecoins either.</summary>
    public static IReadOnlyList<AssetHolding> Assets(
        Value section, Registry<Stablecoin> coins, BuildContext context)
    {
        var holdings = new List<AssetHolding>();
        foreach (Value entry in section.Items)
        {
            if (context.Assets.Find(entry.Name) is { } asset)
                holdings.Add(new AssetHolding(asset, entry.Number));
            else if (!context.Assets.Declares(entry.Name) && !coins.Declares(entry.Name))
                context.RefuseKey(
                    entry, "asset or stablecoin", context.Assets.Names.Concat(coins.Names));
        }

        return [.. holdings.OrderBy(holding => holding.Asset.Index)];
    }

    /// <summary>The stablecoins among holdings.</summary>
    public static IReadOnlyList<CoinHolding> Coins(Value section, Registry<Stablecoin> coins) =>
    [
        .. section.Items
            .Where(entry => coins.Find(entry.Name) is not null)
            .Select(entry => new CoinHolding(coins.Find(entry.Name)!, entry.Number))
            .OrderBy(holding => holding.Stablecoin.Index),
    ];

    /// <summary>The stakes in farms.</summary>
    public static IReadOnlyList<FarmStake> Stakes(Value section, Registry<Farm> farms)
    {
        var stakes = new List<FarmStake>();
        foreach (Value entry in section.Items)
        {
            if (farms.ReferencedByKey(entry) is { } farm)
                stakes.Add(new FarmStake(farm, entry.Number));
        }

        return [.. stakes.OrderBy(stake => stake.Farm.Index)];
    }
}
