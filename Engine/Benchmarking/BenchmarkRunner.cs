using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using MathNet.Numerics.Statistics;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>
/// Measures entries of a suite on devices. Everything runs once first, which compiles, and then
/// warm until its rate is known; then every repetition goes through all of them in turn, so that
/// what disturbs the machine for a while disturbs all.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="options">How to measure.</param>
public sealed class BenchmarkRunner(TimeProvider time, BenchmarkOptions options)
{
    private const ulong Seed = 42;
    private const int LargestGrowth = 16;
    private const int MostAttempts = 12;

    /// <summary>Measures.</summary>
    /// <param name="entries">The work.</param>
    /// <param name="groups">What does it.</param>
    /// <param name="progress">Told what is done next, in words; or null.</param>
    /// <param name="cancellation">Stops it within a chunk.</param>
    /// <returns>Entry by entry, device by device.</returns>
    /// <exception cref="InvalidDataException">A device's prices are not those asked for.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<BenchmarkResult> Run(
        IReadOnlyList<BenchmarkEntry> entries,
        IReadOnlyList<DeviceGroup> groups,
        IProgress<string>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(groups);
        List<Case> cases = [];
        foreach (BenchmarkEntry entry in entries)
        {
            foreach (DeviceGroup group in groups)
            {
                progress?.Report($"first run of {entry.Name} on {group.Id}");
                cases.Add(Prepare(entry, group, cancellation));
            }
        }

        for (int repetition = 1; repetition <= options.Repetitions; repetition++)
        {
            foreach (Case measured in cases.Where(c => c.Problem is null))
            {
                progress?.Report(
                    $"repetition {repetition} of {options.Repetitions}: "
                    + $"{measured.Entry.Name} on {measured.Group.Id}");
                measured.Runs.Add(Simulate(
                    measured.Entry, measured.Group, measured.Paths, cancellation));
            }
        }

        return [.. cases.Select(c => c.Result())];
    }

    private Case Prepare(
        BenchmarkEntry entry, DeviceGroup group, CancellationToken cancellation)
    {
        var prepared = new Case(entry, group);
        try
        {
            long start = time.GetTimestamp();
            RunOutcome first = Simulate(entry, group, entry.DigestPaths, cancellation);
            prepared.ColdSeconds = time.GetElapsedTime(start).TotalSeconds;
            prepared.Digest = first.Tally.Digest(
                entry.Plan.Hash, Seed, first.Tally.Paths);
            prepared.Paths = LongEnough(entry, group, cancellation);
            prepared.Limit = ArithmeticLimit.Of(
                group.Devices, entry, options.Precision, time);
        }
        catch (DeviceException error)
        {
            prepared.Problem = error.Message;
        }

        return prepared;
    }

    private long LongEnough(
        BenchmarkEntry entry, DeviceGroup group, CancellationToken cancellation)
    {
        long paths = entry.DigestPaths;
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            double seconds = Simulate(entry, group, paths, cancellation).Elapsed.TotalSeconds;
            double growth = Math.Clamp(
                options.Seconds / seconds, 1.0 / LargestGrowth, LargestGrowth);
            if (growth is > 0.5 and < 2)
            {
                break;
            }

            paths = Math.Max(
                (long)(paths * growth) / MetricTally.BatchCount * MetricTally.BatchCount,
                MetricTally.BatchCount);
        }

        return paths;
    }

    private RunOutcome Simulate(
        BenchmarkEntry entry, DeviceGroup group, long paths, CancellationToken cancellation)
    {
        RunOutcome outcome = new PathRunner(group.Devices, time).Run(
            entry.Plan, new RunOptions(paths, Seed, options.Precision), null, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (outcome.Warnings.Count > 0)
        {
            throw new DeviceException(string.Join(' ', outcome.Warnings));
        }

        outcome.Tally.ThrowIfFaulted();
        foreach (PriceCheck check in entry.Plan.Checks)
        {
            if (Check.Of(check, outcome.Tally) is { Agrees: false } wrong)
            {
                throw new InvalidDataException(
                    $"{entry.Name} on {group.Id}: {wrong.Name} is {wrong.Realised}, expected "
                    + $"{wrong.Expected} with a standard error of {wrong.StandardError}.");
            }
        }

        return outcome;
    }

    private sealed class Case(BenchmarkEntry entry, DeviceGroup group)
    {
        public BenchmarkEntry Entry { get; } = entry;

        public DeviceGroup Group { get; } = group;

        public string? Problem { get; set; }

        public string Digest { get; set; } = "";

        public double ColdSeconds { get; set; }

        public long Paths { get; set; }

        public ArithmeticLimit? Limit { get; set; }

        public List<RunOutcome> Runs { get; } = [];

        public BenchmarkResult Result() => new(
            Entry.Name, Entry.Plan.Hash, Group.Id, Problem, Digest, ColdSeconds, Paths,
            Entry.Plan.Steps,
            [.. Runs.Select(run => run.Elapsed.TotalSeconds)],
            Runs.Count > 0 ? Runs.Select(run => run.IdleShare).Median() : 0,
            Limit);
    }
}
