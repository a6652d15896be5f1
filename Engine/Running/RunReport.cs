using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Planning.Figures;
using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Results;
using GpuRisk.Kernels.Paths;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Running;

/// <summary>Turns what a run brought together into its result.</summary>
public static class RunReport
{
    /// <summary>The result of a run.</summary>
    /// <exception cref="Tallies.TallyFaultException">An outcome was not a finite number, or too
    /// large for its fixed-point unit.</exception>
    public static RunResult Create(Plan plan, RunOptions options, RunOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(outcome);
        double seconds = outcome.Elapsed.TotalSeconds;
        IReadOnlyList<BookBuckets> books = BucketPilot.Measure(plan);
        RareResult? rare = RareReport.Of(TiltPilot.Of(plan), outcome.Tally);
        SamplingResult? sampling = SamplingReport.Of(plan, outcome.Tally);
        double pathSteps = (double)outcome.Tally.Paths * plan.Steps;
        RunResult result = RunResult.Create(
            new RunDescription(
                plan.Name, plan.Hash, plan.Kernel, options.Seed, NameOf(options.Precision),
                outcome.IsPartial),
            outcome.Tally,
            new Timing(seconds, seconds > 0 ? pathSteps / seconds : 0),
            outcome.Devices,
            plan.Checks.Where(check => check.Pair is null || !plan.IsWeighted)
                .Select(check => Check.Of(check, outcome.Tally)),
            [
                .. plan.Warnings, .. MissingPaths(options, outcome),
                .. UnmetDraws(plan, outcome.Ranges),
                .. books.Select(BucketPilot.Warning), .. RareReport.Warnings(rare),
                .. SamplingReport.Warnings(sampling),
                .. outcome.Warnings,
            ]) with
        {
            Trust = ProcessTrust.Of(plan.Scenario),
            Buckets = books.Count > 0 ? books : null,
            Rare = rare,
            Sampling = sampling,
            Ledger = plan.Ledger is { } ledger ? LedgerReport.Of(ledger, outcome.Tally) : null,
        };
        return FigureReport.AddTo(result, plan, outcome.Tally);
    }

    private static IEnumerable<string> MissingPaths(RunOptions options, RunOutcome outcome)
    {
        if (outcome.IsPartial)
        {
            IReadOnlyList<PathRange> missing =
                new PathRange(options.FirstPath, options.Paths).Without(outcome.Ranges);
            yield return $"Of {Counted.Of(options.Paths, "path")} these are missing: "
                + $"{PathRange.TextOf(missing)}.";
        }
    }

    /// <summary>Says where paths are too few to meet all draws of uncertain numbers.</summary>
    internal static IEnumerable<string> UnmetDraws(Plan plan, IReadOnlyList<PathRange> ranges)
    {
        long met = ranges.Any(range => BlocksOf(range) >= plan.Draws)
            ? plan.Draws
            : ranges.SelectMany(range => DrawsOf(range, plan)).Distinct().LongCount();
        if (met < plan.Draws)
        {
            long paths = ranges.Sum(range => range.Count);
            yield return $"{Counted.Of(paths, "path meets", "paths meet")} "
                + $"{Counted.Of(met, "draw")} of {plan.Draws} of the uncertain numbers; "
                + $"{(long)plan.Draws * DrawnTables.Paths:N0} meet all.";
        }
    }

    private static long BlocksOf(PathRange range) =>
        ((range.End - 1) / DrawnTables.Paths) - (range.First / DrawnTables.Paths) + 1;

    private static IEnumerable<int> DrawsOf(PathRange range, Plan plan)
    {
        var tables = new DrawnTables(plan.Draws, 0, 0);
        long first = range.First / DrawnTables.Paths;
        for (long block = first; block < first + BlocksOf(range); block++)
        {
            yield return tables.DrawOf((uint)(block * DrawnTables.Paths));
        }
    }

    /// <summary>A precision's name on the command line and in results.</summary>
    public static string NameOf(Precision precision) => precision switch
    {
        Precision.Float32 => "float32",
        Precision.Float64 => "float64",
        _ => throw new ArgumentOutOfRangeException(
            nameof(precision), precision, $"There is no precision {precision}."),
    };
}
