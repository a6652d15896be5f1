using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Kernels.Pools;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Pools;

/// <summary>Plans what only pools of two assets have.</summary>
internal static class PairPoolPlanner
{
    public static PlannedKind Add(PoolDraft draft, PairPool pool, IReadOnlyList<Position> positions)
    {
        (int first, int second) = (pool.Base.Index, pool.Quote.Index);
        bool changes = IsWatched(draft.Scenario, pool)
            && draft.Covariance.Changes(first, second);
        double variance = changes ? 0 : Variance(draft.Scenario, pool, draft.Covariance);
        return new(PoolKind.Pair, draft.Tables.AddRow(new PairPoolRow
        {
            State = draft.Tables.ReserveSlots(PairPoolState.Width),
            Base = pool.Base.Index,
            Quote = pool.Quote.Index,
            QuoteMoves = QuoteMoves(draft.Scenario, pool) ? 1 : 0,
            Diffuses = changes || variance > 0 ? 1 : 0,
            BridgeScale = draft.Tables.AddReals(variance > 0 ? 1 / Math.Sqrt(2 * variance) : 0),
            Ratio = changes
                ? draft.Tables.AddRow(draft.Covariance.Ratio(draft.Tables, first, second))
                : -1,
            Moves = draft.PoolBuffers,
            Blocks = BlockPlanner.Add(draft, pool, variance),
            Ranged = positions.Any(p => p.Range is not null) ? 1 : 0,
        }));
    }

    // In a joint market sales move any price.
    private static bool QuoteMoves(Scenario scenario, PairPool pool) =>
        scenario.Kernel == KernelKind.Market || pool.Quote.Process is not ConstantProcess;

    // Of a step's diffusion of the log of a pool's price: jumps come after it. A pool that moves by
    // single trades does not diffuse, and what deviates by less than 10^-12 moves straight in any
    // precision.
    private static double Variance(Scenario scenario, PairPool pool, StepCovariance covariance)
    {
        const double least = 1e-24;
        double variance = covariance.OfRatio(pool.Base.Index, pool.Quote.Index);
        return IsWatched(scenario, pool) && variance > least ? variance : 0;
    }

    // Whether it moves within a step.
    private static bool IsWatched(Scenario scenario, PairPool pool) =>
        PoolPlanner.IsContinuous(pool) || BlockPlanner.HasBlocks(scenario, pool);
}
