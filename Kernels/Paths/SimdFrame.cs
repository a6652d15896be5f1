namespace GpuRisk.Kernels.Paths;

/// <summary>What the paths of one SIMD register read and write, in memory that does not move.
/// </summary>
public unsafe struct SimdFrame
{
    /// <summary>The plan's reals, float32 or float64 as the lane.</summary>
    public void* Reals;

    /// <summary>The plan's integers.</summary>
    public int* Integers;

    /// <summary>The run's seed.</summary>
    public ulong Seed;

    /// <summary>The paths' slots, a register each.</summary>
    public void* State;

    /// <summary>Where the outcome of the first metric goes.</summary>
    public void* Outcomes;

    /// <summary>Registers between the outcomes of successive metrics.</summary>
    public int OutcomeStride;

    /// <summary>Index of the register's first path.</summary>
    public ulong FirstPath;
}
