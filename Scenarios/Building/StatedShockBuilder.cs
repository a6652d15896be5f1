using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes what happens at stated times, once all that it may happen to is made.</summary>
internal static class StatedShockBuilder
{
    public static IReadOnlyList<StatedShock> Build(Scenario scenario, BuildContext context)
    {
        var shocks = new List<StatedShock>();
        foreach (Value entry in context.Root["shocks"].Items.Where(item => item.IsSound))
        {
            double length = Length(entry, context);
            Value gas = entry["gas"];
            if (scenario.Gas is null)
            {
                context.RefuseIfGiven(gas, "is not used; allowed only with gas of kernel market");
            }

            if (!entry["prices"].IsGiven && !entry["volume"].IsGiven && !gas.IsGiven
                && !entry["pegs"].IsGiven)
            {
                context.Refuse(
                    entry,
                    "states nothing that happens; allowed is at least one of prices, volume, gas "
                    + "and pegs");
            }

            shocks.Add(new StatedShock(
                entry["at"].Number, length, Moves(entry["prices"], context))
            {
                Volumes = Volumes(entry["volume"], scenario, context),
                GasFactor = gas.NumberOrNull,
                Pegs = Pegs(entry["pegs"], scenario, context),
            });
        }

        return shocks;
    }

    /// <summary>The asset of a key, whose price moves of its own; null where it was refused.
    /// </summary>
    public static Asset? Moving(Value entry, BuildContext context)
    {
        Asset? asset = context.Assets.ReferencedByKey(entry);
        if (asset?.Process.MovesByItself() != false) return asset;
        string instead = asset.Process is PeggedProcess pegged
            ? $", or pegs of {pegged.Stablecoin}"
            : "";
        context.Log.Add(
            entry.KeyAt, entry.Path,
            $"found {asset.Name}, whose price does not move of its own; "
            + $"allowed is an asset whose price does{instead}");
        return null;
    }

    private static double Length(Value entry, BuildContext context)
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

        return length;
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

    private static IReadOnlyList<StatedVolume> Volumes(
        Value section, Scenario scenario, BuildContext context)
    {
        // A number that was refused counts as one above 0.
        ArbitragedPool[] traded = [.. scenario.Pools.OfType<ArbitragedPool>()
            .Where(pool => !(pool.NoiseVolumePerDay <= 0))];
        if (traded.Length == 0)
        {
            context.RefuseIfGiven(
                section, "is not used; allowed only with pools that state noiseVolumePerDay");
            return [];
        }

        var volumes = new List<StatedVolume>();
        foreach (Value entry in section.Items)
        {
            if (Array.Find(traded, one => one.Name == entry.Name) is { } pool)
                volumes.Add(new StatedVolume(pool, entry.Number));
            else
            {
                context.RefuseKey(
                    entry, "pool that states noiseVolumePerDay", traded.Select(one => one.Name));
            }
        }

        return [.. volumes.OrderBy(volume => volume.Pool.Index)];
    }

    private static IReadOnlyList<StatedPegMove> Pegs(
        Value section, Scenario scenario, BuildContext context)
    {
        if (scenario.Stablecoins.Count == 0)
        {
            context.RefuseIfGiven(section, "is not used; allowed only with stablecoins");
            return [];
        }

        var pegs = new List<StatedPegMove>();
        foreach (Value entry in section.Items)
        {
            Stablecoin? coin = scenario.Stablecoins.FirstOrDefault(one => one.Name == entry.Name);
            if (coin is not null) pegs.Add(new StatedPegMove(coin, entry.Number));
            else
            {
                context.RefuseKey(
                    entry, "stablecoin", scenario.Stablecoins.Select(one => one.Name));
            }
        }

        return [.. pegs.OrderBy(peg => peg.Stablecoin.Index)];
    }
}
