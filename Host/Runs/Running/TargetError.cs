using System.Globalization;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Runs.Running;

/// <summary>The standard error of a metric's mean that a run shall reach.</summary>
/// <param name="Metric">The metric's name; null for the one that the kernel is about.</param>
/// <param name="Error">The greatest standard error, in the metric's unit; above 0.</param>
internal sealed record TargetError(string? Metric, double Error)
{
    /// <summary>Paths of the first round.</summary>
    public const long FirstPaths = 10_000;

    // A round that the last one's error rules out by more than this is not worth running.
    private const double Hope = 1.1;

    /// <summary>Reads <c>METRIC=X</c> or <c>X</c>; null where it is neither.</summary>
    public static TargetError? Read(string text)
    {
        int split = text.LastIndexOf('=');
        bool isNumber = double.TryParse(
            text.AsSpan(split + 1), NumberStyles.Float, CultureInfo.InvariantCulture,
            out double error);
        string? metric = split < 0 ? null : text[..split].Trim();
        return isNumber && error > 0 && double.IsFinite(error) && metric is not ""
            ? new TargetError(metric, error)
            : null;
    }

    /// <summary>The metric that is meant, or null where the plan has none of that name.</summary>
    public Metric? In(Plan plan)
    {
        string? name = Metric ?? Headline.Of(plan).Take(1).SingleOrDefault();
        return plan.Told.FirstOrDefault(metric => metric.Name == name);
    }

    /// <summary>
    /// Whether a mean is known well enough. An error that rests on fewer than 30 paths that lie
    /// apart from the others says nothing yet: a rare event must not end the run before it was
    /// seen.
    /// </summary>
    public bool IsReached(MetricResult metric) =>
        metric.Exact || (!metric.IsTailUnseen && metric.StandardError <= Error);

    /// <summary>
    /// Paths of the round after one: the next doubling that can be enough, as errors fall with
    /// the square root of the paths. Where too few outcomes tell the error it is the next one.
    /// </summary>
    public long NextPaths(long paths, MetricResult metric, long limit)
    {
        double? error = metric.IsTailUnseen ? null : metric.StandardError;
        long next = paths;
        do
        {
            next = next > limit / 2 ? limit : next * 2;
        }
        while (next < limit && error * Math.Sqrt((double)paths / next) > Error * Hope);
        return next;
    }
}
