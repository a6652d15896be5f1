using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;

namespace GpuRisk.Benchmarks;

/// <summary>A scenario run by the product itself, outcomes tallied as in any other run.</summary>
internal sealed class EngineCase(
    string group, string name, Plan plan, IPathDevice device, int threads, long paths)
    : IBenchmarkCase
{
    private const ulong Seed = 42;

    public string Name { get; } = name;

    public string Group { get; } = group;

    public int Threads { get; } = threads;

    public long Paths { get; } = paths;

    public int Steps => plan.Scenario.Steps;

    public Repetition Run()
    {
        var runner = new PathRunner([device], TimeProvider.System);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        RunOutcome outcome = runner.Run(plan, new RunOptions(Paths, Seed));
        TimeSpan used = Environment.CpuUsage.TotalTime - before;
        if (outcome.IsPartial || outcome.Warnings.Count > 0)
        {
            throw new InvalidDataException(string.Join(" ", outcome.Warnings));
        }

        outcome.Tally.ThrowIfFaulted();
        if (Group == GbmScenario.Group)
        {
            GbmScenario.Check(
                Name, new MetricEstimates(outcome.Tally.Metrics[0]).Mean.Value!.Value, Paths);
        }

        return new(outcome.Elapsed.TotalSeconds, used.TotalSeconds);
    }

    public void Dispose() => device.Dispose();
}
