using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Pools;

/// <summary>What a reader should know of the liquidity of pools.</summary>
internal static class PoolWarnings
{
    // A tenth of the price, which some days cross.
    private const int TenthInTicks = 953;
    private const double MuchLess = 0.67;
    private const double MuchMore = 1.5;

    public static void Add(Scenario scenario, PlanBuilder tables)
    {
        foreach (PairPool pool in scenario.Pools.OfType<PairPool>())
        {
            if (BlockPlanner.HasBlocks(scenario, pool)) AddStraight(pool, tables);
        }

        foreach (ConcentratedPool pool in scenario.Pools.OfType<ConcentratedPool>())
        {
            if (pool.Liquidity is { } liquidity) AddUneven(pool, liquidity, tables);
            else if (pool.Source is null && !IsUncertain(scenario, pool)) AddBare(pool, tables);
        }
    }

    // What follows a file, or a peg, does not diffuse between two steps.
    private static void AddStraight(PairPool pool, PlanBuilder tables)
    {
        foreach (Asset asset in pool.Assets.Where(
            asset => asset.Process is HistoryProcess or PeggedProcess))
        {
            tables.Warnings.Add(
                $"pools.{pool.Name}: within a step {asset.Name} moves straight, so that what the "
                + "blocks of a step would trade on its way there and back is not counted.");
        }
    }

    private static bool IsUncertain(Scenario scenario, ConcentratedPool pool) =>
        scenario.Uncertain.Any(number => number.Key == $"pools.{pool.Name}.concentration");

    private static void AddBare(ConcentratedPool pool, PlanBuilder tables) => tables.Warnings.Add(
        FormattableString.Invariant(
            $"pools.{pool.Name}: concentration {pool.Concentration:G4} has no source. What ")
        + "positions earn of fees goes as one over it: take it from the pool's ticks (liquidity), "
        + "estimate it (gpurisk calibrate), state it as a law, or say in source where it is from.");

    private static void AddUneven(
        ConcentratedPool pool, LiquidityDistribution liquidity, PlanBuilder tables)
    {
        int tick = pool.Tick!.Value;
        double here = liquidity.At(tick);
        double below = liquidity.At(tick - TenthInTicks) / here;
        double above = liquidity.At(tick + TenthInTicks) / here;
        if (below is > MuchLess and < MuchMore && above is > MuchLess and < MuchMore) return;
        tables.Warnings.Add(
            FormattableString.Invariant(
                $"pools.{pool.Name}: a tenth of the price away, active liquidity is {below:F2} ")
            + FormattableString.Invariant($"and {above:F2} of that at tick {tick}; the model ")
            + "takes it for the same everywhere.");
    }
}
