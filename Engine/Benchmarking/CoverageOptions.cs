using GpuRisk.Engine.Devices;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>How much a study of coverage runs.</summary>
/// <param name="Seeds">Runs, 1 or more, of consecutive seeds.</param>
/// <param name="Paths">Paths of each.</param>
/// <param name="TruthPaths">Paths of the run that stands for the truth.</param>
/// <param name="TruthSeed">Its seed, beyond all others.</param>
/// <param name="Precision">The precision of all.</param>
/// <param name="FirstSeed">The first of the seeds.</param>
public sealed record CoverageOptions(
    int Seeds,
    long Paths,
    long TruthPaths,
    ulong TruthSeed = 1_000_000_007,
    Precision Precision = Precision.Float32,
    ulong FirstSeed = 1);
