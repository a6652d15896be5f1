namespace GpuRisk.Kernels.Paths;

/// <summary>A plan's tables in memory that does not move.</summary>
/// <param name="reals">The reals, float32 or float64 as the lane.</param>
/// <param name="integers">The integers.</param>
/// <param name="seed">The run's seed.</param>
public readonly unsafe struct SimdPlan(void* reals, int* integers, ulong seed)
{
    /// <summary>The reals, float32 or float64 as the lane.</summary>
    public readonly void* Reals = reals;

    /// <summary>The integers.</summary>
    public readonly int* Integers = integers;

    /// <summary>The run's seed.</summary>
    public readonly ulong Seed = seed;
}
