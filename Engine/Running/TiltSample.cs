using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Planning.Tilts;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Engine.Running;

/// <summary>Paths of a pilot: what each counts for the rare metric, and the sums of what it has
/// drawn.</summary>
/// <param name="Counts">What a path that shows what is rare counts: its weight times how much it
/// shows of it.</param>
/// <param name="Sums">Of each driver, the sums on these paths.</param>
internal sealed record TiltSample(double[] Counts, double[][] Sums)
{
    /// <summary>How many paths that count alike would tell as much.</summary>
    public double Effective
    {
        get
        {
            double sum = Counts.Sum();
            return sum > 0 ? sum * sum / Counts.Sum(count => count * count) : 0;
        }
    }

    /// <summary>These paths and as many simulated ones of other laws.</summary>
    public TiltSample With(TiltSample other) => new(
        [.. Counts, .. other.Counts],
        [.. Sums.Zip(other.Sums, (one, more) => (double[])[.. one, .. more])]);

    /// <summary>Simulates paths, always in the same way: on the processor, in float64.</summary>
    /// <param name="plan">The plan, with a mixture.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="paths">Number of paths.</param>
    public static TiltSample Of(Plan plan, ulong seed, int paths)
    {
        PlannedTilt tilt = plan.Tilt!;
        int[] drawn = [.. Enumerable.Range(tilt.Outcomes, 1 + tilt.Drivers.Count)];
        var raw = new OutcomeColumns(drawn, paths);
        var rare = new OutcomeColumns([plan.RareMetric], paths);
        using var device = new SimdDevice(threads: 1);
        int blocks = (paths - 1) / DrawnTables.Paths + 1;
        int tasks = Math.Min(Environment.ProcessorCount, blocks);
        Parallel.For(0, tasks, task =>
        {
            int first = blocks * task / tasks * DrawnTables.Paths;
            int end = Math.Min(blocks * (task + 1) / tasks * DrawnTables.Paths, paths);
            using IPathWorker worker = device.CreateWorker(plan, Precision.Float64);
            worker.Simulate(seed, first, end - first, new Both(raw, plan.SinkTo(rare)));
        });
        Metric metric = plan.Metrics[plan.RareMetric];
        double[] counts = [.. rare.Columns[0].Zip(
            raw.Columns[0], (outcome, weight) => weight * Extent(metric, outcome))];
        int[] shown = [.. Enumerable.Range(0, paths).Where(path => counts[path] > 0)];
        return new(
            [.. shown.Select(path => counts[path])],
            [.. raw.Columns.Skip(1).Select(
                sums => (double[])[.. shown.Select(path => sums[path])])]);
    }

    // How much of what is rare an outcome shows.
    private static double Extent(Metric metric, double outcome) => metric.Sense switch
    {
        MetricSense.Gain => Math.Max(metric.Origin - outcome, 0),
        MetricSense.Cost => Math.Max(outcome - metric.Origin, 0),
        MetricSense.Level => Math.Abs(outcome - metric.Origin),
        _ => throw new ArgumentOutOfRangeException(
            nameof(metric), metric.Sense, $"There is no sense {metric.Sense}."),
    };

    private sealed class Both(IOutcomeSink first, IOutcomeSink second) : IOutcomeSink
    {
        public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath)
        {
            first.Add(outcomes, stride, paths, firstPath);
            second.Add(outcomes, stride, paths, firstPath);
        }

        public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath)
        {
            first.Add(outcomes, stride, paths, firstPath);
            second.Add(outcomes, stride, paths, firstPath);
        }
    }
}
