using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Kernels.Pools;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Pools;

/// <summary>Where a scenario's pools stand in a plan.</summary>
/// <param name="Header">Their header.</param>
/// <param name="Pools">The pools, in the scenario's order.</param>
internal sealed record PlannedPools(int Header, IReadOnlyList<PlannedPool> Pools);

/// <summary>A pool in a plan.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Row">Its row.</param>
/// <param name="Outcomes">Its first outcome.</param>
/// <param name="Positions">The positions in it.</param>
internal sealed record PlannedPool(
    ArbitragedPool Pool, int Row, int Outcomes, IReadOnlyList<PlannedPosition> Positions);

/// <summary>A position in a plan.</summary>
/// <param name="Position">The position.</param>
/// <param name="Row">Its row.</param>
/// <param name="Outcomes">Its first outcome.</param>
internal sealed record PlannedPosition(Position Position, int Row, int Outcomes);

/// <summary>What a kind of pool has for itself in a plan.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Row">Its row.</param>
internal readonly record struct PlannedKind(PoolKind Kind, int Row);

/// <summary>What the planners of pools share.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Tables">The plan's tables.</param>
/// <param name="Covariance">Of the steps' diffusions of prices.</param>
/// <param name="PoolBuffers">The buffers of pairs, which all use one after the other.</param>
/// <param name="PositionBuffers">Those of positions with a range, likewise.</param>
internal sealed record PoolDraft(
    Scenario Scenario, PlanBuilder Tables, StepCovariance Covariance, int PoolBuffers,
    int PositionBuffers);
