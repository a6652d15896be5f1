using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Sampling;
using GpuRisk.Tests.Models;

namespace GpuRisk.Tests.Specification;

/// <summary>The outcomes of every path of a run, in either precision.</summary>
internal static class Sampled
{
    /// <summary>A metric, path by path.</summary>
    public static double[] Of(
        string yaml, string metric, int paths, ulong seed, Precision precision)
    {
        Plan plan = Simulation.Plan(yaml);
        string[] shown = [.. plan.Metrics.Where(m => !m.Internal).Select(m => m.Name)];
        var writer = new Column(Array.IndexOf(shown, metric));
        var collector = new SampleCollector(plan.Metrics, writer);
        using var device = new SimdDevice(Simulation.Threads);
        _ = new PathRunner([device], TimeProvider.System).Run(
            plan, new RunOptions(paths, seed, precision) { Samples = collector });
        collector.Complete();
        return [.. writer.Values];
    }

    private sealed class Column(int column) : ISampleWriter
    {
        public List<double> Values { get; } = [];

        public void Write(SampleBlock block) => Values.AddRange(block.Values(column).Span);
    }
}
