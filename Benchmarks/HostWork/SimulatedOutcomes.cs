using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Benchmarks.HostWork;

/// <summary>Outcomes of some paths, as one launch of a device leaves them.</summary>
internal sealed class SimulatedOutcomes : IOutcomeSink
{
    private const ulong Seed = 42;

    private SimulatedOutcomes(Plan plan, int paths)
    {
        Paths = paths;
        Values = new float[plan.Outcomes.Count * paths];
    }

    /// <summary>How many paths there are: outcomes from one metric to the next.</summary>
    public int Paths { get; }

    /// <summary>Metric after metric.</summary>
    public float[] Values { get; }

    /// <summary>Simulates them.</summary>
    public static SimulatedOutcomes Of(Plan plan, int paths)
    {
        var outcomes = new SimulatedOutcomes(plan, paths);
        using var device = new SimdDevice(1);
        using IPathWorker worker = device.CreateWorker(plan, Precision.Float32);
        worker.Simulate(Seed, 0, paths, outcomes);
        return outcomes;
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath)
    {
        for (int metric = 0; metric < Values.Length / Paths; metric++)
        {
            outcomes.Slice(metric * stride, paths).CopyTo(
                Values.AsSpan((metric * Paths) + (int)firstPath));
        }
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath) =>
        throw new NotSupportedException("They are simulated in float32.");
}
