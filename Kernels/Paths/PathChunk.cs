using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Paths;

/// <summary>The paths that one launch simulates.</summary>
/// <param name="first">Index of the first path; the chunk may not cross a multiple of 2^32.</param>
/// <param name="count">Number of paths.</param>
/// <param name="threads">Threads of the launch: columns of the state.</param>
/// <param name="seed">The run's seed.</param>
/// <param name="tables">Which of the plan's tables a path reads.</param>
public readonly struct PathChunk(
    ulong first, int count, int threads, ulong seed, DrawnTables tables)
{
    /// <summary>Low 32 bits of the first path's index.</summary>
    public readonly uint FirstLow = (uint)first;

    /// <summary>High 32 bits of the first path's index.</summary>
    public readonly uint FirstHigh = (uint)(first >> 32);

    /// <summary>The seed as the key of random numbers.</summary>
    public readonly PhiloxKey Key = new((uint)seed, (uint)(seed >> 32));

    /// <summary>Number of paths.</summary>
    public readonly int Count = count;

    /// <summary>Threads of the launch.</summary>
    public readonly int Threads = threads;

    /// <summary>Which of the plan's tables a path reads.</summary>
    public readonly DrawnTables Tables = tables;
}
