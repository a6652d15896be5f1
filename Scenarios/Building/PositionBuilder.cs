using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the positions of the impermanent-loss kernel.</summary>
internal static class PositionBuilder
{
    public static IReadOnlyList<Position> Build(
        Registry<ArbitragedPool> pools, BuildContext context)
    {
        var positions = new List<Position>();
        foreach (Value entry in context.Root["positions"].Items)
        {
            ArbitragedPool? pool = pools.Referenced(entry["pool"]);
            CheckSchedule(entry, context);
            PriceRange? range = Range(entry["range"], context);
            if (pool is null) continue;
            CheckAgainst(pool, entry, context);
            if (range is not null) TickGrid.Check(pool, entry["range"], 1, "prices", context);
            if (pool.IsRanged != range.HasValue) continue;
            var position = new Position
            {
                Index = positions.Count,
                Name = entry.Name,
                Pool = pool,
                ValueUsd = entry["value"].Number,
                Range = range,
                Strategy = entry["strategy"].Choice<RangeStrategy>(),
                RecentreEverySeconds = entry["recentreEvery"].NumberOrNull ?? 0,
                GasPerActionUsd = entry["gasPerAction"].Number,
            };
            CheckLiquidity(position, entry, context);
            CheckCentre(position, entry, context);
            positions.Add(position);
        }

        return positions;
    }

    /// <summary>Tells an error where strategy and recentreEvery do not go together.</summary>
    public static void CheckSchedule(Value entry, BuildContext context)
    {
        Value every = entry["recentreEvery"];
        Value strategy = entry["strategy"];
        if (!strategy.IsSound) return;
        if (strategy.Choice<RangeStrategy>() == RangeStrategy.RecentreOnSchedule)
            context.RequireGiven(every, "is missing; recentre-on-schedule needs a duration");
        else
            context.RefuseIfGiven(every, "is not used; allowed only with recentre-on-schedule");
        context.RequireWholeSteps(every);
    }

    /// <summary>A range of two numbers that rise; null where there is none.</summary>
    public static PriceRange? Range(Value range, BuildContext context)
    {
        if (!range.IsSound) return null;
        double lower = range.Items[0].Number;
        double upper = range.Items[1].Number;
        if (lower >= upper)
        {
            context.Refuse(
                range,
                BuildContext.Invariant($"found {lower} to {upper}; allowed is a range that rises"));
            return null;
        }

        return double.IsNaN(lower + upper) ? null : new PriceRange(lower, upper);
    }

    /// <summary>Checks what only a concentrated pool needs and knows.</summary>
    private static void CheckAgainst(ArbitragedPool pool, Value entry, BuildContext context)
    {
        Value strategy = entry["strategy"];
        if (pool.IsRanged)
        {
            context.RequireGiven(
                entry["range"], $"is missing; a {pool.Kind} pool needs [lower, upper]");
            return;
        }

        context.RefuseIfGiven(
            entry["range"],
            $"is not used: {pool.Name} is {pool.Kind}; allowed only in a concentrated pool");
        if (strategy.IsSound && strategy.Choice<RangeStrategy>() != RangeStrategy.Hold)
        {
            context.Refuse(
                strategy,
                $"found a strategy with a range: {pool.Name} is {pool.Kind}; allowed is hold");
        }
    }

    // Recentring repeats how the range lies about the price; outside of it, it would never fit.
    private static void CheckCentre(Position position, Value entry, BuildContext context)
    {
        double price = position.Pool.Price;
        // A price that could not be read is NaN and has its own error.
        bool isInside = position.Range is not { } range
            || !(price <= range.Lower || price >= range.Upper);
        if (position.Strategy == RangeStrategy.Hold || isInside) return;
        context.Refuse(
            entry["range"],
            BuildContext.Invariant($"does not hold the price at the start, {price}; ")
            + "allowed is a range about it, as the position is recentred");
    }

    private static void CheckLiquidity(Position position, Value entry, BuildContext context)
    {
        double share = position.Liquidity / position.Pool.ActiveLiquidity;
        // The tolerance lets one position be the whole pool in spite of rounding.
        if (!(share > 1 + 1e-9)) return;
        context.Refuse(
            entry["value"],
            BuildContext.Invariant(
                $"found {share:G4} times the active liquidity of pool {position.Pool.Name}; ")
            + BuildContext.Invariant(
                $"at most all of it is allowed, {position.ValueUsd / share:G6} USD here"));
    }
}
