namespace GpuRisk.Host.Service.Scheduling;

/// <summary>How long the runs that wait will take, by what runs of their kernel took. Safe for
/// concurrent use.</summary>
internal sealed class Backlog(FairQueue queue, TimeProvider time)
{
    private const double Weight = 0.1;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, double> _rates = [];
    private double? _seconds;
    private long? _estimatedAt;

    /// <summary>Seconds until all of them are done; null where nothing like them was simulated.
    /// </summary>
    public double? SecondsToDrain
    {
        get
        {
            lock (_lock)
            {
                if (_estimatedAt is not { } at || time.GetElapsedTime(at) > Freshness)
                {
                    _estimatedAt = time.GetTimestamp();
                    _seconds = queue.Runs.Sum(SecondsFor);
                }

                return _seconds is { } seconds && double.IsFinite(seconds) ? seconds : null;
            }
        }
    }

    /// <summary>Takes note of a turn.</summary>
    /// <param name="kernel">The run's kernel.</param>
    /// <param name="pathSteps">Steps of paths done.</param>
    /// <param name="seconds">What it took, all in all.</param>
    public void Record(string kernel, double pathSteps, double seconds)
    {
        if (pathSteps <= 0 || seconds <= 0)
        {
            return;
        }

        lock (_lock)
        {
            double rate = pathSteps / seconds;
            double before = _rates.GetValueOrDefault(kernel, rate);
            _rates[kernel] = before + (Weight * (rate - before));
        }
    }

    // A run that was worked on tells best itself; infinite where nothing is known.
    private double SecondsFor(ActiveRun run)
    {
        RunView view = run.View;
        return view.SecondsLeft
            ?? (view.Row.Paths - view.PathsDone) * (double)view.Row.Steps
                / _rates.GetValueOrDefault(view.Row.Kernel);
    }
}
