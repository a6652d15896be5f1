using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Running;

/// <summary>
/// Lets a worker's outcomes through as long as the paths are still its own, so that each path is
/// tallied exactly once even if two workers simulated it.
/// </summary>
internal sealed class LeasedSink(PathAllocator allocator, IOutcomeSink target, Action<int> report)
    : IOutcomeSink
{
    /// <summary>The paths that the worker simulates now.</summary>
    public PathLease? Lease { get; set; }

    /// <inheritdoc/>
    public bool TakesTallies => target.TakesTallies;

    /// <inheritdoc/>
    /// <exception cref="LeaseRevokedException">Another worker has the paths.</exception>
    public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath)
    {
        PathLease lease = Begin(firstPath, paths);
        target.Add(outcomes, stride, paths, firstPath);
        End(lease, paths);
    }

    /// <inheritdoc/>
    /// <exception cref="LeaseRevokedException">Another worker has the paths.</exception>
    public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath)
    {
        PathLease lease = Begin(firstPath, paths);
        target.Add(outcomes, stride, paths, firstPath);
        End(lease, paths);
    }

    /// <inheritdoc/>
    /// <exception cref="LeaseRevokedException">Another worker has the paths.</exception>
    public void Add(RunTally tally, long firstPath)
    {
        int paths = checked((int)tally.Paths);
        PathLease lease = Begin(firstPath, paths);
        target.Add(tally, firstPath);
        End(lease, paths);
    }

    private PathLease Begin(long firstPath, int paths) =>
        Lease is { } lease && allocator.BeginDelivery(lease, firstPath, paths)
            ? lease
            : throw new LeaseRevokedException();

    private void End(PathLease lease, int paths)
    {
        allocator.EndDelivery(lease, paths);
        report(paths);
    }
}
