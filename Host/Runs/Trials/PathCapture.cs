using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Sampling;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Host.Runs.Trials;

/// <summary>Runs plans and keeps in memory what some metrics came to on each path.</summary>
/// <param name="devices">On what.</param>
/// <param name="time">The clock.</param>
internal sealed class PathCapture(IReadOnlyList<IPathDevice> devices, TimeProvider time)
{
    /// <summary>The most paths of a run: each takes eight bytes of memory for each metric.
    /// </summary>
    public const long MostPaths = 10_000_000;

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">How.</param>
    /// <param name="places">The metrics' places among those that are tallied.</param>
    /// <param name="progress">Told after every chunk, or null.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The result and each metric's outcomes; null where it was stopped.</returns>
    /// <exception cref="DeviceException">Every device failed.</exception>
    /// <exception cref="TallyFaultException">An outcome was faulty.</exception>
    public (RunResult Result, IReadOnlyList<double[]> Columns)? Run(
        Plan plan,
        RunOptions options,
        IReadOnlyList<int> places,
        IProgress<RunProgress>? progress,
        CancellationToken cancellation)
    {
        int[] kept = [.. places.Distinct().Order()];
        double[][] columns = [.. kept.Select(_ => new double[options.Paths])];
        var collector = new SampleCollector(
            [.. plan.Metrics.Select((metric, i) => metric with { Internal = !kept.Contains(i) })],
            new ColumnWriter(columns));
        RunOutcome outcome = new PathRunner(devices, time).Run(
            plan, options with { Samples = collector }, progress, cancellation);
        if (outcome.IsPartial) return null;
        collector.Complete();
        return (
            RunReport.Create(plan, options, outcome),
            [.. places.Select(place => columns[Array.IndexOf(kept, place)])]);
    }
}
