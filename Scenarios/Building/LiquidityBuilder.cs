using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the liquidity that a class provides.</summary>
internal static class LiquidityBuilder
{
    public static IReadOnlyList<LiquidityHolding> Build(
        Value section, Registry<Pool> pools, BuildContext context)
    {
        var holdings = new List<LiquidityHolding>();
        foreach (Value entry in section.Items)
        {
            ArbitragedPool? pool = JointPoolBuilder.ByKey(pools, entry, context);
            PositionBuilder.CheckSchedule(entry, context);
            PriceRange? range = PositionBuilder.Range(entry["range"], context);
            if (pool is null) continue;
            CheckRange(pool, range, entry, context);
            holdings.Add(new LiquidityHolding
            {
                Pool = pool,
                Share = entry["share"].Number,
                Range = range,
                Strategy = entry["strategy"].Choice<RangeStrategy>(),
                RecentreEverySeconds = entry["recentreEvery"].NumberOrNull ?? 0,
                GasUnits = entry["gas"].Number,
            });
        }

        return [.. holdings.OrderBy(holding => holding.Pool.Index)];
    }

    private static void CheckRange(
        ArbitragedPool pool, PriceRange? range, Value entry, BuildContext context)
    {
        Value written = entry["range"];
        if (!pool.IsRanged)
        {
            context.RefuseIfGiven(
                written,
                $"is not used: {pool.Name} is {pool.Kind}; "
                + "allowed only in a concentrated pool");
        }
        else if (range is not null)
        {
            TickGrid.Check(pool, written, pool.Price, "multiples", context);
        }

        Value strategy = entry["strategy"];
        bool stays = !strategy.IsSound || strategy.Choice<RangeStrategy>() == RangeStrategy.Hold;
        if (stays) return;
        if (!written.IsGiven)
        {
            context.Refuse(
                strategy, "found a strategy without a range; allowed is hold, or a range with it");
        }
        else if (range is { } moving && !(moving.Lower < 1 && moving.Upper > 1))
        {
            context.Refuse(
                written,
                "does not hold the price at the start, which is 1; "
                + "allowed is a range about it, as the liquidity is recentred");
        }
    }
}
