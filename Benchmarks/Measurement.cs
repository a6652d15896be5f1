namespace GpuRisk.Benchmarks;

/// <summary>All repetitions of a case.</summary>
internal sealed class Measurement(IBenchmarkCase subject)
{
    private readonly List<Repetition> _repetitions = [];

    public IBenchmarkCase Case { get; } = subject;

    public IReadOnlyList<Repetition> Repetitions => _repetitions;

    public double MedianSeconds => Median(_repetitions.Select(r => r.Seconds));

    public double LeastSeconds => _repetitions.Min(r => r.Seconds);

    public double MostSeconds => _repetitions.Max(r => r.Seconds);

    /// <summary>Path-steps per second at the median repetition.</summary>
    public double PathStepsPerSecond => PathSteps / MedianSeconds;

    /// <summary>Path-steps per second of processor time at the median, times the threads: what
    /// the threads would do with a processor each. Other programs on the machine disturb it less
    /// than elapsed time.</summary>
    public double UndisturbedRate => PathSteps * Case.Threads
        / Median(_repetitions.Select(r => r.ProcessorSeconds));

    /// <summary>Processor time over elapsed time and threads: less than 1 where the threads had
    /// to wait for a processor.</summary>
    public double Occupancy => Median(_repetitions.Select(r => r.ProcessorSeconds / r.Seconds))
        / Case.Threads;

    private double PathSteps => (double)Case.Paths * Case.Steps;

    public void Add(Repetition repetition) => _repetitions.Add(repetition);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1
            ? sorted[middle]
            : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
