using System.Reflection;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;

namespace GpuRisk.Benchmarks.Cases;

/// <summary>A scenario run by the product itself, outcomes tallied as in any other run.</summary>
internal sealed class EngineCase(
    string group, string name, Plan plan, IPathDevice device, int threads, long paths,
    ComparedWork? work = null)
    : IBenchmarkCase
{
    private const ulong Seed = 42;

    public string Name { get; } = name;

    public string Group { get; } = group;

    public int Threads { get; } = threads;

    public bool OnProcessor => device.Id is "simd" or "cpu";

    public long Paths { get; } = paths;

    public int Steps => plan.Steps;

    public Method? Method => Group != GbmScenario.Group && work is null
        ? null
        : new("GpuRisk", ProductVersion(), "float32", "Philox4x32-10, Box-Muller",
            work?.Lines ?? GbmScenario.Lines);

    public Repetition Run()
    {
        var runner = new PathRunner([device], TimeProvider.System);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        RunOutcome run = runner.Run(plan, new RunOptions(Paths, Seed));
        TimeSpan used = Environment.CpuUsage.TotalTime - before;
        if (run.IsPartial || run.Warnings.Count > 0)
        {
            throw new InvalidDataException(string.Join(" ", run.Warnings));
        }

        run.Tally.ThrowIfFaulted();
        if (Group != GbmScenario.Group)
        {
            return new(
                run.Elapsed.TotalSeconds, used.TotalSeconds, Figures: work?.Read(run.Tally));
        }

        Outcome outcome = GbmScenario.Read(run.Tally);
        GbmScenario.Check(Name, outcome, Paths);
        return new(run.Elapsed.TotalSeconds, used.TotalSeconds, outcome);
    }

    public void Dispose() => device.Dispose();

    private static string ProductVersion() => typeof(PathRunner).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];
}
