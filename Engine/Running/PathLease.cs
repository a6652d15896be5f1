namespace GpuRisk.Engine.Running;

/// <summary>
/// Paths that a worker has taken, from <see cref="First"/> on those it has not delivered yet. What
/// is delivered stays delivered; the rest can be given to another worker as long as this one is
/// not about to deliver.
/// </summary>
internal sealed class PathLease(WorkerPace pace, long first, int count, TimeSpan taken)
{
    /// <summary>Whose it is.</summary>
    public WorkerPace Pace { get; } = pace;

    /// <summary>The first path that is not delivered.</summary>
    public long First { get; private set; } = first;

    /// <summary>Paths that are not delivered.</summary>
    public int Count { get; private set; } = count;

    /// <summary>Paths that were taken.</summary>
    public int Size { get; } = count;

    /// <summary>When they were taken.</summary>
    public TimeSpan Taken { get; } = taken;

    /// <summary>When the last of them were delivered, or when they were taken.</summary>
    public TimeSpan LastSeen { get; private set; } = taken;

    /// <summary>Whether outcomes are being delivered at this moment.</summary>
    public bool IsDelivering { get; set; }

    /// <summary>Whether the paths were given to another worker.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>Takes note of paths that were delivered.</summary>
    public void Advance(int paths, TimeSpan now)
    {
        First += paths;
        Count -= paths;
        LastSeen = now;
        IsDelivering = false;
    }
}
