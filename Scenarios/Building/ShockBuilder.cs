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

    public static IReadOnlyList<StatedShock> Stated(BuildContext context)
    {
        var shocks = new List<StatedShock>();
        foreach (Value entry in context.Root["shocks"].Items.Where(item => item.IsSound))
        {
            (Value at, Value over) = (entry["at"], entry["over"]);
            context.RequireWholeSteps(at);
            if (over.IsGiven) context.RequireWholeSteps(over);
            double length = over.IsGiven ? over.Number : context.Root["step"].Number;
            if (at.Number + length > context.Root["horizon"].Number)
            {
                context.Refuse(
                    at,
                    BuildContext.Invariant($"found {at.Number} s, whose {length} s end beyond the ")
                    + BuildContext.Invariant($"horizon of {context.Root["horizon"].Number} s; ")
                    + "allowed is a shock within it");
            }

            shocks.Add(new StatedShock(at.Number, length, Moves(entry["prices"], context)));
        }

        return shocks;
    }

    private static IReadOnlyList<StatedMove> Moves(Value section, BuildContext context)
    {
        var moves = new List<StatedMove>();
        foreach (Value entry in section.Items)
        {
            if (Moving(entry, context) is { } asset)
                moves.Add(new StatedMove(asset, entry.Number));
        }

        return [.. moves.OrderBy(move => move.Asset.Index)];
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
            if (Moving(entry, context) is { } asset)
                falls.Add(new RegulatoryFall(asset, entry.Number));
        }

        return [.. falls.OrderBy(fall => fall.Asset.Index)];
    }

    private static Asset? Moving(Value entry, BuildContext context)
    {
        Asset? asset = context.Assets.ReferencedByKey(entry);
        if (asset?.Process.MovesByItself() != false) return asset;
        context.Log.Add(
            entry.KeyAt, entry.Path,
            $"found {asset.Name}, whose price does not move of its own; "
            + "allowed is an asset whose price does");
        return null;
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
