namespace GpuRisk.Engine.Devices;

/// <summary>How a device simulates one plan.</summary>
public interface IPathWorker : IDisposable
{
    /// <summary>The number of paths that it does well at once.</summary>
    int PreferredPaths { get; }

    /// <summary>Simulates paths and hands on their outcomes.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="firstPath">Index of the first path.</param>
    /// <param name="count">Number of paths; together they may not cross a multiple of 2^32.
    /// </param>
    /// <param name="sink">Where the outcomes go, all of them or, if this fails, none.</param>
    void Simulate(ulong seed, long firstPath, int count, Tallies.IOutcomeSink sink);
}
