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
    PairPool Pool, int Row, int Outcomes, IReadOnlyList<PlannedPosition> Positions);

/// <summary>A position in a plan.</summary>
/// <param name="Position">The position.</param>
/// <param name="Row">Its row.</param>
/// <param name="Outcomes">Its first outcome.</param>
internal sealed record PlannedPosition(Position Position, int Row, int Outcomes);
