using GpuRisk.Engine.Planning;

namespace GpuRisk.Engine.Devices;

/// <summary>Something that simulates paths.</summary>
public interface IPathDevice : IDisposable
{
    /// <summary>What a user calls it: <c>simd</c>, <c>cpu</c>, <c>opencl:0</c>, <c>cuda:0</c>.
    /// </summary>
    string Id { get; }

    /// <summary>What its maker calls it.</summary>
    string Name { get; }

    /// <summary>How many workers keep it busy.</summary>
    int Workers { get; }

    /// <summary>
    /// Makes a worker for a plan: compiles the kernel unless that is done, and takes memory. A
    /// worker is used by one thread at a time.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="precision">The precision to simulate in.</param>
    /// <exception cref="NotSupportedException">The device cannot compute in that precision.
    /// </exception>
    IPathWorker CreateWorker(Plan plan, Precision precision);
}

/// <summary>How a device simulates one plan.</summary>
public interface IPathWorker : IDisposable
{
    /// <summary>The number of paths that it does well at once.</summary>
    int PreferredPaths { get; }

    /// <summary>Simulates paths and adds their outcomes to a tally.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="firstPath">Index of the first path.</param>
    /// <param name="count">Number of paths; together they may not cross a multiple of 2^32.
    /// </param>
    /// <param name="tally">Where the outcomes go, all of them or, if this fails, none.</param>
    void Simulate(ulong seed, long firstPath, int count, Tallies.RunTally tally);
}

/// <summary>The precision of a simulation.</summary>
public enum Precision
{
    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,
}
