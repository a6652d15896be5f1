using System.Globalization;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Sampling;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Running;

/// <summary>Runs plans: once, or in rounds until an error is small enough.</summary>
internal sealed partial class Simulation(
    IReadOnlyList<IPathDevice> devices,
    TimeProvider time,
    ILogger<Simulation> log,
    SampleRecorder? samples = null)
{
    /// <summary>Runs a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">How; with a target its paths are the limit.</param>
    /// <param name="target">The error to reach, or null to run all paths.</param>
    /// <param name="progress">Told after every chunk, or null.</param>
    /// <param name="cancellation">Stops the run within a chunk.</param>
    /// <exception cref="DeviceException">Every device failed.</exception>
    /// <exception cref="IOException">The samples cannot be written.</exception>
    /// <exception cref="Engine.Tallies.TallyFaultException">An outcome was faulty.</exception>
    public CompletedRun Run(
        Plan plan,
        RunOptions options,
        TargetError? target,
        IProgress<RunProgress>? progress,
        CancellationToken cancellation)
    {
        DateTimeOffset started = time.GetUtcNow();
        if (target is null)
        {
            return RunOnce(plan, options, started, progress, cancellation);
        }

        // Every round runs from the first path: a result is then that of a plain run, to the
        // bit, and the rounds before the last cost less than the last.
        string name = target.In(plan)!.Name;
        long limit = options.Paths;
        long paths = Math.Min(TargetError.FirstPaths, limit);
        while (true)
        {
            CompletedRun run = RunOnce(
                plan, options with { Paths = paths }, started, progress, cancellation);
            MetricResult metric = run.Result.Metrics[name];
            LogRound(paths, metric.Hits, name, metric.StandardError);
            if (run.Result.Partial || target.IsReached(metric))
            {
                return run;
            }

            if (paths == limit)
            {
                return Unreached(run, name, target);
            }

            paths = target.NextPaths(paths, metric, limit);
        }
    }

    /// <summary>Runs some of a run's paths.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="whole">How the whole run is run.</param>
    /// <param name="range">The paths.</param>
    /// <param name="progress">Told after every chunk, or null.</param>
    /// <param name="cancellation">Stops the run within a chunk.</param>
    /// <exception cref="DeviceException">Every device failed.</exception>
    /// <exception cref="IOException">The samples cannot be written.</exception>
    /// <exception cref="Engine.Tallies.TallyFaultException">An outcome was faulty.</exception>
    public Part RunPart(
        Plan plan,
        RunOptions whole,
        PathRange range,
        IProgress<RunProgress>? progress,
        CancellationToken cancellation)
    {
        DateTimeOffset started = time.GetUtcNow();
        RunOutcome outcome = Simulate(
            plan, whole with { FirstPath = range.First, Paths = range.Count }, progress,
            cancellation);
        outcome.Tally.ThrowIfFaulted();
        return new Part(plan, whole, outcome, started, time.GetUtcNow());
    }

    private CompletedRun RunOnce(
        Plan plan,
        RunOptions options,
        DateTimeOffset started,
        IProgress<RunProgress>? progress,
        CancellationToken cancellation)
    {
        RunOutcome outcome = Simulate(plan, options, progress, cancellation);
        RunResult result = RunReport.Create(plan, options, outcome);
        return new CompletedRun(
            plan, options, outcome.Tally, result, started, time.GetUtcNow())
        {
            Outcome = outcome,
        };
    }

    private RunOutcome Simulate(
        Plan plan,
        RunOptions options,
        IProgress<RunProgress>? progress,
        CancellationToken cancellation) => new PathRunner(devices, time).Run(
            plan, options with { Samples = samples?.Begin(plan, options) }, progress,
            cancellation);

    private static CompletedRun Unreached(CompletedRun run, string name, TargetError target)
    {
        MetricResult metric = run.Result.Metrics[name];
        string warning = metric.IsTailUnseen
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The standard error of {name} cannot be told: {metric.Hits} of "
                + $"{Counted.Of(run.Result.Paths, "path")} lie apart from the others, and fewer "
                + $"than {MetricResult.FewestHits} say too little; more paths would be needed.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The standard error of {name} is {metric.StandardError:G4}, "
                + $"not the {target.Error:G4} asked for; more paths would be needed.");
        return run with
        {
            Result = run.Result with { Warnings = [.. run.Result.Warnings, warning] },
        };
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Paths {Paths}, hits {Hits}, standard error of {Metric} {StandardError:G3}")]
    private partial void LogRound(long paths, long hits, string metric, double? standardError);
}
