using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;

namespace GpuRisk.Engine.Breaches;

/// <summary>Paths of a run from moment to moment. Kernels report a path at its end only; as random
/// numbers are functions of path and step, the same path run to a shorter horizon is that path
/// midway. Paths of a run that looks for what is rare are drawn by the laws of that run.</summary>
public sealed class PathMoments
{
    private const int PathsOfPart = 256;

    private readonly double[][][] _values;

    private PathMoments(IReadOnlyList<int> steps, double[][][] values)
    {
        Steps = steps;
        _values = values;
    }

    /// <summary>The moments, in steps since the start.</summary>
    public IReadOnlyList<int> Steps { get; }

    /// <summary>What a metric is on each path at a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="metric">Its place among those that were asked for.</param>
    public IReadOnlyList<double> this[int moment, int metric] => _values[moment][metric];

    /// <summary>Follows paths; on the processor, which tells the same as every device.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">How its paths are run.</param>
    /// <param name="metrics">The metrics' places among what is tallied.</param>
    /// <param name="ranges">The paths.</param>
    /// <param name="moments">How many moments after the start, at like distances; fewer where there
    /// are fewer steps.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PathMoments Of(
        Plan plan, RunOptions options, IReadOnlyList<int> metrics, IReadOnlyList<PathRange> ranges,
        int moments, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ranges);
        Plan drawn = TiltPilot.Of(plan);
        int[] places = [.. metrics];
        int[] steps = [.. Trajectory.Steps(plan.Steps, moments)];
        PathRange[] parts = [.. ranges.SelectMany(Parts)];
        var values = new double[steps.Length][][];
        Parallel.For(
            0, steps.Length, new ParallelOptions { CancellationToken = cancellation },
            i => values[i] = At(drawn.Until(steps[i]), options, places, parts, cancellation));
        return new(steps, values);
    }

    // So short that a stop is soon heard.
    private static IEnumerable<PathRange> Parts(PathRange range)
    {
        for (long first = range.First; first < range.End; first += PathsOfPart)
            yield return new(first, Math.Min(PathsOfPart, range.End - first));
    }

    private static double[][] At(
        Plan plan, RunOptions options, int[] metrics, PathRange[] parts,
        CancellationToken cancellation)
    {
        using var device = new SimdDevice(threads: 1);
        using IPathWorker worker = device.CreateWorker(plan, options.Precision);
        List<double[][]> columns = [];
        foreach (PathRange part in parts)
        {
            cancellation.ThrowIfCancellationRequested();
            var sink = new OutcomeColumns(metrics, (int)part.Count, part.First);
            worker.Simulate(options.Seed, part.First, (int)part.Count, plan.SinkTo(sink));
            columns.Add(sink.Columns);
        }

        return [.. metrics.Select((_, metric) =>
            (double[])[.. columns.SelectMany(part => part[metric])])];
    }
}
