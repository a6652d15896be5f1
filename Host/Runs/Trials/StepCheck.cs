using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Trials;

/// <summary>Runs a scenario again with half the step, on the same random numbers, and tells what
/// that changes.</summary>
internal sealed class StepCheck
{
    /// <summary>The most paths that are simulated with both steps.</summary>
    public const long MostPaths = 1_000_000;

    /// <summary>The option that asks for it.</summary>
    public const string Option = "--check-step";

    private readonly Plan _half;

    private StepCheck(Plan half)
    {
        _half = half;
    }

    /// <summary>The check of a scenario's step.</summary>
    /// <param name="file">The scenario's file.</param>
    /// <param name="settings">The settings that go before it.</param>
    /// <param name="scenario">What they state.</param>
    /// <param name="failure">Why its step cannot be checked.</param>
    public static StepCheck? Of(
        string file, IReadOnlyList<string> settings, Scenario scenario, out Failure? failure)
    {
        if (scenario.Rare is { } rare)
        {
            failure = Failure.Located([rare.Figure.Wrong(
                $"found '{rare.Figure.Text}', but {Option} compares paths one by one, which follow "
                + "the true law; allowed is a scenario without this key")]);
            return null;
        }

        if (scenario.Sampling is { } sampling)
        {
            failure = Failure.Located([sampling.Wrong(
                $"but {Option} compares paths one by one; allowed is plain")]);
            return null;
        }

        double seconds = scenario.StepSeconds / 2;
        ScenarioResult read = ScenarioReader.Read(
            file, [.. settings, FormattableString.Invariant($"step={seconds:R}s")]);
        PlanProblem? problem = null;
        Plan? half = read.IsValid ? Planning.Of(read.Scenario, out problem) : null;
        IReadOnlyList<ScenarioError> errors = read.IsValid ? problem?.Errors ?? [] : read.Errors;
        failure = half is not null ? null
            : Failure.Located(
                $"{Option}: found a step of {FigureText.Duration(scenario.StepSeconds)}, half of "
                + "which cannot be simulated: " + (errors.Count > 0
                    ? string.Join("; ", errors.Select(error => $"{error.KeyPath}: {error.Message}"))
                    : problem!.Reason));
        return half is null ? null : new StepCheck(half.Halving());
    }

    /// <summary>A run's result with what half the step changes; without, where it was stopped.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="devices">On what.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Told after every chunk, or null.</param>
    /// <param name="cancellation">Stops the check.</param>
    /// <exception cref="DeviceException">Every device failed.</exception>
    /// <exception cref="TallyFaultException">An outcome was faulty.</exception>
    public RunResult Add(
        FinishedRun run,
        IReadOnlyList<IPathDevice> devices,
        TimeProvider time,
        IProgress<RunProgress>? progress,
        CancellationToken cancellation)
    {
        RunResult result = run.Result;
        if (result.Partial) return result;
        string[] names =
            [.. Headline.Of(run.Plan).Union(run.Plan.Figures.Select(figure => figure.Told.Name))];
        RunOptions options = run.Options with
        {
            Paths = Math.Min(result.Paths, MostPaths),
            Precision = PrecisionRule.Problem(_half, run.Options.Precision) is null
                ? run.Options.Precision
                : Precision.Float64,
        };
        TrialFigure[]? Run(Plan plan, int before)
        {
            IProgress<RunProgress>? part = progress is null ? null
                : new PartOfMany(progress, before * options.Paths, 2 * options.Paths);
            int[] places = [.. names.Select(name => TrialFigure.PlaceOf(plan, name))];
            return new PathCapture(devices, time).Run(plan, options, places, part, cancellation)
                is { } done
                ? [.. names.Select((name, i) =>
                    TrialFigure.Of(plan, done.Result, name, done.Columns[i]))]
                : null;
        }

        if (Run(run.Plan, 0) is not { } whole || Run(_half, 1) is not { } half)
        {
            return result with
            {
                Warnings = [.. result.Warnings, $"{Option} was stopped: its step is not checked."],
            };
        }

        var check = new StepCheckResult(
            run.Plan.Scenario.StepSeconds, _half.Scenario.StepSeconds, options.Paths,
            [.. names.Select((name, i) => Compare(result, name, whole[i], half[i]))]);
        result = result with { StepCheck = check };
        return result with
        {
            Warnings = [.. result.Warnings, .. StepCheckText.Warnings(result, check)],
        };
    }

    private static StepChange Compare(
        RunResult result, string name, TrialFigure whole, TrialFigure half)
    {
        Difference difference = half.Minus(whole);
        return new StepChange(
            name, whole.Value, half.Value, difference.Value, difference.StandardError,
            result.Metrics[name].StandardError);
    }
}
