using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the pools in which stablecoins trade.</summary>
internal static class StableSwapBuilder
{
    public static IReadOnlyList<Pool> Build(Registry<Stablecoin> coins, BuildContext context)
    {
        var pools = new List<Pool>();
        var firstPoolOfCoin = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Value entry in context.Root["pools"].Items)
        {
            if (Pool(entry, pools.Count, coins, firstPoolOfCoin, context) is { } pool)
                pools.Add(pool);
        }

        return pools;
    }

    /// <summary>Makes a pool of two coins; null where an error was told.</summary>
    public static StableSwapPool? Pool(
        Value entry,
        int index,
        Registry<Stablecoin> coins,
        Dictionary<string, string> firstPoolOfCoin,
        BuildContext context)
    {
        if (entry["assets"].Items is not [var firstName, var secondName]) return null;
        PoolLeg? first = Leg(firstName, coins, context);
        PoolLeg? second = Leg(secondName, coins, context);
        if (first is null || second is null) return null;
        CheckLegs(entry, first, second, firstPoolOfCoin, context);
        return new StableSwapPool
        {
            Index = index,
            Name = entry.Name,
            FeeFraction = entry["fee"].Number,
            ValueUsd = entry["value"].Number,
            Amplification = entry["amplification"].Number,
            First = first,
            Second = second,
        };
    }

    private static PoolLeg? Leg(Value name, Registry<Stablecoin> coins, BuildContext context)
    {
        if (name.Text is not { } text) return null;
        if (coins.Find(text) is { } coin) return new PoolLeg(coin, null);
        if (context.Assets.Find(text) is not { } asset)
        {
            string suggestion = Suggestion.For(text, coins.Names.Concat(context.Assets.Names));
            context.Refuse(name, $"found '{text}', which is no stablecoin or asset; {suggestion}");
            return null;
        }

        if (asset.Process is ConstantProcess) return new PoolLeg(null, asset);
        context.Refuse(
            name, $"found {text}, whose price moves; allowed is a stablecoin or a constant asset");
        return null;
    }

    private static void CheckLegs(
        Value entry,
        PoolLeg first,
        PoolLeg second,
        Dictionary<string, string> firstPoolOfCoin,
        BuildContext context)
    {
        Value assets = entry["assets"];
        if (first.Name == second.Name)
            context.Refuse(assets, $"found {first.Name} twice; allowed are two different coins");
        if ((first.Stablecoin ?? second.Stablecoin) is not { } coin)
        {
            context.Refuse(assets, "found no stablecoin; allowed is a pool of at least one");
            return;
        }

        if (firstPoolOfCoin.TryAdd(coin.Name, entry.Name)) return;
        context.Refuse(
            assets,
            $"found {coin.Name} first, as in pool {firstPoolOfCoin[coin.Name]}; "
            + "allowed is one such pool a stablecoin");
    }
}
