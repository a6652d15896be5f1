namespace GpuRisk.Engine.Devices;

/// <summary>How a device simulates one plan.</summary>
public interface IPathWorker : IDisposable
{
    /// <summary>The fewest paths that keep it busy.</summary>
    int LeastPaths { get; }

    /// <summary>The most paths that it takes at once; at least the fewest.</summary>
    int MostPaths { get; }

    /// <summary>Seconds of the last chunk that do not depend on its paths, and in which the device
    /// had none of its work to do.</summary>
    double FixedSeconds => 0;

    /// <summary>Simulates paths and hands on their outcomes, in the order of the paths, in one
    /// part or several.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="firstPath">Index of the first path.</param>
    /// <param name="count">Number of paths; together they may not cross a multiple of 2^32.
    /// </param>
    /// <param name="sink">Where the outcomes go.</param>
    void Simulate(ulong seed, long firstPath, int count, Tallies.IOutcomeSink sink);
}
