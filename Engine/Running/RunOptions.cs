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
    /// <summary>What takes every path's outcomes besides the tally; null for nothing. The result
    /// does not depend on it.</summary>
    public SampleCollector? Samples { get; init; }
}
