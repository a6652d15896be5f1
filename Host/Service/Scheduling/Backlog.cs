namespace GpuRisk.Host.Service.Scheduling;

/// <summary>How long the runs that wait will take, by what the last ones took. Safe for concurrent
/// use.</summary>
internal sealed class Backlog(FairQueue queue, TimeProvider time)
{
    private const double Weight = 0.1;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private double? _rate;
    private double _work;
    private DateTimeOffset _countedAt;

    /// <summary>Seconds until all of them are done; null before the first chunk.</summary>
    public double? SecondsToDrain
    {
        get
        {
            lock (_lock)
            {
                DateTimeOffset now = time.GetUtcNow();
                if (now - _countedAt > Freshness)
                {
                    _work = queue.Runs.Sum(run => run.WorkLeft);
                    _countedAt = now;
                }

                return _rate > 0 ? _work / _rate : null;
            }
        }
    }

    /// <summary>Takes note of a turn.</summary>
    /// <param name="pathSteps">Steps of paths done.</param>
    /// <param name="seconds">What it took, all in all.</param>
    public void Record(double pathSteps, double seconds)
    {
        if (pathSteps <= 0 || seconds <= 0)
        {
            return;
        }

        lock (_lock)
        {
            double rate = pathSteps / seconds;
            _rate = _rate is { } before ? before + (Weight * (rate - before)) : rate;
        }
    }
}
