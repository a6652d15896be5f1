using GpuRisk.Benchmarks.Cases;

namespace GpuRisk.Benchmarks;

/// <summary>All repetitions of a case.</summary>
internal sealed class Measurement(IBenchmarkCase subject)
{
    /// <summary>The standard error, of a price that starts at 1, at which tools are compared.
    /// </summary>
    public const double WantedError = 1e-4;

    private readonly List<Repetition> _repetitions = [];

    public IBenchmarkCase Case { get; } = subject;

    public IReadOnlyList<Repetition> Repetitions => _repetitions;

    public double MedianSeconds => _repetitions.Select(r => r.Seconds).Median();

    public double LeastSeconds => _repetitions.Min(r => r.Seconds);

    public double MostSeconds => _repetitions.Max(r => r.Seconds);

    /// <summary>Paths per second at the median repetition.</summary>
    public double PathsPerSecond => Case.Paths / MedianSeconds;

    /// <summary>Path-steps per second at the median repetition.</summary>
    public double PathStepsPerSecond => PathsPerSecond * Case.Steps;

    /// <summary>Path-steps per second of processor time at the median, times the threads: what
    /// the threads would do with a processor each. Other programs on the machine disturb it less
    /// than elapsed time. For what a GPU does it is the rate by elapsed time.</summary>
    public double UndisturbedRate => Case.OnProcessor
        ? (double)Case.Paths * Case.Steps * Case.Threads
            / _repetitions.Select(r => r.ProcessorSeconds).Median()
        : PathStepsPerSecond;

    /// <summary>Processor time over elapsed time and threads: less than 1 where the threads had
    /// to wait for a processor. Null for what a GPU does.</summary>
    public double? Occupancy => Case.OnProcessor
        ? _repetitions.Select(r => r.ProcessorSeconds / r.Seconds).Median() / Case.Threads
        : null;

    /// <summary>What the last repetition's GBM paths came to; null for other work.</summary>
    public Outcome? Outcome => _repetitions[^1].Outcome;

    /// <summary>What the last repetition of other work came to; null where nothing is compared.
    /// </summary>
    public IReadOnlyList<Figure>? Figures => _repetitions[^1].Figures;

    /// <summary>Paths that bring the standard error to <see cref="WantedError"/>, by the variance
    /// of this case's own sample.</summary>
    public double? PathsToError => Outcome is { } outcome
        ? Math.Pow(outcome.StandardError / WantedError, 2) * Case.Paths
        : null;

    /// <summary>How long those paths take at the measured rate.</summary>
    public double? SecondsToError => PathsToError / PathsPerSecond;

    public void Add(Repetition repetition) => _repetitions.Add(repetition);
}
