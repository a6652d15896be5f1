using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Running;

/// <summary>
/// How a metric spreads over time. Kernels report a path at its end only; as random numbers are
/// functions of path and step, the same path run to a shorter horizon is that path midway.
/// </summary>
/// <param name="Metric">The metric.</param>
/// <param name="Points">From the earliest moment to the horizon; none where no path had a value.
/// </param>
public sealed record Trajectory(Metric Metric, IReadOnlyList<TrajectoryPoint> Points)
{
    /// <summary>Runs the first paths of a plan to several horizons.</summary>
    /// <param name="runner">What runs them.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="options">How; the paths are those to look at.</param>
    /// <param name="metrics">The names of the metrics to look at.</param>
    /// <param name="horizons">How many moments after the start; at least 1. Fewer where the plan
    /// has fewer steps.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>One trajectory per metric; none where it was stopped.</returns>
    /// <exception cref="DeviceException">Every device failed.</exception>
    /// <exception cref="TallyFaultException">An outcome was not a finite number.</exception>
    public static IReadOnlyList<Trajectory> Of(
        PathRunner runner,
        Plan plan,
        RunOptions options,
        IReadOnlyCollection<string> metrics,
        int horizons,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizons, 1);
        int[] places = [.. Enumerable.Range(0, plan.Metrics.Count)
            .Where(place => metrics.Contains(plan.Metrics[place].Name))];
        List<TrajectoryPoint>[] points = [.. places.Select(_ => new List<TrajectoryPoint>())];
        foreach (int step in Steps(plan.Steps, horizons))
        {
            RunOutcome outcome = runner.Run(plan.Until(step), options, null, cancellation);
            if (outcome.IsPartial)
            {
                return [];
            }

            for (int i = 0; i < places.Length; i++)
            {
                var estimates = new MetricEstimates(outcome.Tally.Metrics[places[i]]);
                if (estimates.Count > 0)
                {
                    points[i].Add(PointOf(step, estimates));
                }
            }
        }

        return [.. places.Zip(points, (place, of) => new Trajectory(plan.Metrics[place], of))];
    }

    /// <summary>The start, and moments at like distances up to the end.</summary>
    internal static IEnumerable<int> Steps(int steps, int horizons) => Enumerable
        .Range(0, horizons + 1)
        .Select(i => (int)((long)steps * i / horizons))
        .Distinct();

    private static TrajectoryPoint PointOf(int step, MetricEstimates estimates)
    {
        double At(double level) => estimates.Quantile(level).Value!.Value;
        return new(step, At(0.05), At(0.25), At(0.50), At(0.75), At(0.95));
    }
}
