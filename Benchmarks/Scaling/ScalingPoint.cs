using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;

namespace GpuRisk.Benchmarks.Scaling;

/// <summary>A run whose cost is measured again and again.</summary>
/// <param name="size">What varies: paths, steps, assets, positions.</param>
/// <param name="plan">The plan.</param>
/// <param name="paths">Paths of a run.</param>
/// <param name="runs">Runs of a repetition, more than one where a run is too short to time.
/// </param>
internal sealed class ScalingPoint(double size, Plan plan, long paths, int runs = 1)
{
    private const ulong Seed = 42;

    private readonly List<double> _processorSeconds = [];
    private readonly List<double> _seconds = [];

    public double Size { get; } = size;

    public long Paths { get; } = paths;

    /// <summary>Whether its cost is the time that went by, as where the processor does not
    /// simulate.</summary>
    public bool IsByTheClock { get; init; }

    /// <summary>The cost of a path, in nanoseconds: processor time, everything included, which
    /// other programs on the machine disturb less than elapsed time, or elapsed time.</summary>
    public double NanosecondsPerPath => PerPath(IsByTheClock ? _seconds : _processorSeconds);

    /// <summary>Elapsed time of a path, in nanoseconds.</summary>
    public double ElapsedNanosecondsPerPath => PerPath(_seconds);

    /// <summary>Runs it once for warm-up.</summary>
    public void WarmUp(IPathDevice device) => Run(device, Math.Min(Paths, 100_000));

    /// <summary>Runs it and keeps what it took.</summary>
    public void Measure(IPathDevice device)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        TimeSpan elapsed = TimeSpan.Zero;
        for (int run = 0; run < runs; run++)
        {
            elapsed += Run(device, Paths);
        }

        TimeSpan used = Environment.CpuUsage.TotalTime - before;
        _processorSeconds.Add(used.TotalSeconds);
        _seconds.Add(elapsed.TotalSeconds);
    }

    private TimeSpan Run(IPathDevice device, long count)
    {
        RunOutcome run = new PathRunner([device], TimeProvider.System)
            .Run(plan, new RunOptions(count, Seed));
        if (run.IsPartial || run.Warnings.Count > 0)
        {
            throw new InvalidDataException(string.Join(" ", run.Warnings));
        }

        run.Tally.ThrowIfFaulted();
        return run.Elapsed;
    }

    private double PerPath(List<double> seconds) =>
        1e9 * seconds.Median() / runs / Paths;
}
