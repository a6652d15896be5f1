using GpuRisk.Engine.Devices;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>How much a study of coverage runs.</summary>
/// <param name="Seeds">Runs, of the seeds from 1; 1 or more.</param>
/// <param name="Paths">Paths of each.</param>
/// <param name="TruthPaths">Paths of the run that stands for the truth.</param>
/// <param name="TruthSeed">Its seed, beyond all others.</param>
/// <param name="Precision">The precision of all.</param>
public sealed record CoverageOptions(
    int Seeds,
    long Paths,
    long TruthPaths,
    ulong TruthSeed = 1_000_000_007,
    Precision Precision = Precision.Float32);
