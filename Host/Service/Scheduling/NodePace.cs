namespace GpuRisk.Host.Service.Scheduling;

/// <summary>How fast a node is, and when it was heard of.</summary>
internal sealed class NodePace
{
    // Half of the last delivery, half of what was known: a node may do other things besides.
    private const double Weight = 0.5;

    /// <summary>Paths a second; 0 before the first delivery.</summary>
    public double Rate { get; private set; }

    /// <summary>When it last asked or delivered.</summary>
    public TimeSpan Seen { get; set; }

    /// <summary>Takes note of paths that it has done.</summary>
    public void Record(long paths, double seconds)
    {
        if (paths > 0 && seconds > 0)
        {
            double rate = paths / seconds;
            Rate = Rate > 0 ? Rate + (Weight * (rate - Rate)) : rate;
        }
    }
}
