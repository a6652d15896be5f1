using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Sampling;

namespace GpuRisk.Engine.Running;

/// <summary>How a plan is run.</summary>
/// <param name="Paths">Number of paths, at least 1.</param>
/// <param name="Seed">The seed of all random numbers.</param>
/// <param name="Precision">The precision of the simulation.</param>
/// <param name="ChunkPaths">Paths that a worker takes at a time, 1 to 2^20; null for what each
/// device prefers. The result does not depend on it.</param>
public sealed record RunOptions(
    long Paths,
    ulong Seed,
    Precision Precision = Precision.Float32,
    int? ChunkPaths = null)
{
    /// <summary>The index of the first path, at least 0: a run can be done in parts whose tallies
    /// are merged.</summary>
    public long FirstPath { get; init; }

    /// <summary>Simulate for so long and no longer than a chunk beyond it: the outcome then has
    /// the first of the paths, without a gap. Null to simulate all of them.</summary>
    public TimeSpan? Slice { get; init; }

    /// <summary>What takes every path's outcomes besides the tally; null for nothing. The result
    /// does not depend on it.</summary>
    public SampleCollector? Samples { get; init; }
}
