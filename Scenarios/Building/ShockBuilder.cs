using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the price of gas, regulators' interventions and paid services.</summary>
internal static class ShockBuilder
{
    public static GasMarket? Gas(BuildContext context)
    {
        Value gas = context.Root["gas"];
        if (context.Assets.Referenced(gas["asset"]) is not { } asset) return null;
        return new GasMarket
        {
            PriceGwei = gas["price"].Number,
            Asset = asset,
            MeanReversionPerDay = gas["meanReversionPerDay"].Number,
            VolatilityPerDay = gas["volatilityPerDay"].Number,
            StressMultiplier = gas["stressMultiplier"].Number,
            BurnedShare = gas["burnedShare"].Number,
            BidShare = gas["bidShare"].Number,
        };
    }

    public static Regulation? Regulation(
        Registry<WalletClass> classes, BuildContext context)
    {
        Value shocks = context.Root["hazards"]["regulation"];
        if (!shocks.IsGiven || !shocks.IsSound) return null;
        if (shocks["volumeDrop"].Number == 0)
        {
            context.RefuseIfGiven(
                shocks["volumeHalfLife"], "is not used; allowed only with volumeDrop above 0");
        }

        return new Regulation
        {
            ShocksPerYear = shocks["perYear"].Number,
            VolumeDrop = shocks["volumeDrop"].Number,
            VolumeHalfLifeSeconds = shocks["volumeHalfLife"].Number,
            Falls = Falls(shocks["falls"], context),
            Freezes = Freezes(shocks["freezes"], classes, context),
        };
    }

    public static Services? Services(BuildContext context)
    {
        Value services = context.Root["services"];
        return services.IsGiven
            ? new Services(services["audits"].Number, services["developers"].Number)
            : null;
    }

    private static IReadOnlyList<RegulatoryFall> Falls(Value section, BuildContext context)
    {
        var falls = new List<RegulatoryFall>();
        foreach (Value entry in section.Items)
        {
            if (StatedShockBuilder.Moving(entry, context) is { } asset)
                falls.Add(new RegulatoryFall(asset, entry.Number));
        }

        return [.. falls.OrderBy(fall => fall.Asset.Index)];
    }

    private static IReadOnlyList<Freeze> Freezes(
        Value section, Registry<WalletClass> classes, BuildContext context)
    {
        var freezes = new List<Freeze>();
        foreach (Value entry in section.Items)
        {
            if (classes.ReferencedByKey(entry) is not { } owner) continue;
            foreach (Value share in entry.Items)
            {
                AssetHolding? held = owner.Assets.FirstOrDefault(x => x.Asset.Name == share.Name);
                if (held is not null) freezes.Add(new Freeze(owner, held.Asset, share.Number));
                else
                {
                    context.RefuseKey(
                        share, $"asset that {owner.Name} holds",
                        owner.Assets.Select(holding => holding.Asset.Name));
                }
            }
        }

        return [.. freezes.OrderBy(x => x.Class.Index).ThenBy(x => x.Asset.Index)];
    }
}
