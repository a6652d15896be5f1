using MathNet.Numerics.Statistics;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>How fast a device, or several as one, did an entry of the suite.</summary>
/// <param name="Entry">The entry's name.</param>
/// <param name="ScenarioHash">The hash of its scenario: entries of one name and another hash are
/// other work.</param>
/// <param name="Device">The device's id, or several with commas.</param>
/// <param name="Problem">Why there are no figures; null where there are.</param>
/// <param name="Digest">The digest of the entry's first paths; empty with a problem.</param>
/// <param name="ColdSeconds">The first run: compilation, memory and those first paths.</param>
/// <param name="Paths">Paths of a repetition.</param>
/// <param name="Steps">Steps of a path.</param>
/// <param name="Seconds">Each repetition's time, from its start to its last path.</param>
/// <param name="IdleShare">The median over repetitions of the part of a run for which workers
/// had nothing left to do while others still worked.</param>
/// <param name="Limit">What the device's arithmetic allows; null where it is not known.</param>
public sealed record BenchmarkResult(
    string Entry,
    string ScenarioHash,
    string Device,
    string? Problem,
    string Digest,
    double ColdSeconds,
    long Paths,
    int Steps,
    IReadOnlyList<double> Seconds,
    double IdleShare,
    ArithmeticLimit? Limit)
{
    // Of a normal law, the standard deviation over the median absolute deviation, and the standard
    // error of a median over that of a mean.
    private const double DeviationOverMad = 1.4826;
    private const double MedianOverMean = 1.2533;

    /// <summary>The median repetition, seconds; NaN with a problem.</summary>
    public double MedianSeconds => Seconds.Median();

    /// <summary>Path-steps a second at the median repetition.</summary>
    public double PathStepsPerSecond => (double)Paths * Steps / MedianSeconds;

    /// <summary>Paths a second at the median repetition.</summary>
    public double PathsPerSecond => Paths / MedianSeconds;

    /// <summary>The rate over what the arithmetic allows; null where that is not known.</summary>
    public double? ShareOfLimit => PathStepsPerSecond / Limit?.PathStepsPerSecond;

    /// <summary>How far repetitions are apart: their standard deviation over the median, from the
    /// median absolute deviation, which single disturbances do not move.</summary>
    public double RelativeSpread
    {
        get
        {
            double median = MedianSeconds;
            return DeviationOverMad
                * Seconds.Select(seconds => Math.Abs(seconds - median)).Median() / median;
        }
    }

    /// <summary>The standard error of the median over the median.</summary>
    public double RelativeError => MedianOverMean * RelativeSpread / Math.Sqrt(Seconds.Count);
}
