using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the classes of wallets that hold stablecoins.</summary>
internal static class HolderBuilder
{
    public static IReadOnlyList<Holder> Build(Registry<Stablecoin> coins, BuildContext context)
    {
        var holders = new List<Holder>();
        foreach (Value entry in context.Root["holders"].Items)
        {
            context.RequireWholeSteps(entry["latency"]);
            Value name = entry["stablecoin"];
            bool mustName = coins.Count != 1;
            if (mustName)
                context.RequireGiven(name, "is missing; with several stablecoins name one");
            Stablecoin? coin = name.IsGiven
                ? coins.Referenced(name)
                : coins.Items.FirstOrDefault();
            if (coin is null) continue;
            var holder = new Holder(
                holders.Count,
                entry.Name,
                coin,
                entry["holdings"].Number,
                entry["latency"].Number,
                entry["wallets"].Integer);
            holders.Add(holder);
            double held = holders.Where(h => h.Stablecoin == coin).Sum(h => h.HoldingsUsd);
            bool wasWithin = held - holder.HoldingsUsd <= coin.SupplyCoins;
            if (!wasWithin || !(held > coin.SupplyCoins)) continue;
            context.Refuse(
                entry["holdings"],
                BuildContext.Invariant($"found {held} held in {coin.Name} with those above; ")
                + BuildContext.Invariant($"allowed is at most the supply {coin.SupplyCoins}"));
        }

        return holders;
    }
}
