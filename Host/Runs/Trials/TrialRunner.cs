using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Trials;

/// <summary>Runs variants of a scenario on the same random numbers, and keeps what each path adds
/// to some figures, so that their differences have errors of their own.</summary>
/// <param name="variants">The scenario.</param>
/// <param name="isCertain">Whether nothing is drawn of laws, and their medians stand instead.
/// </param>
/// <param name="devices">On what.</param>
/// <param name="time">The clock.</param>
internal sealed class TrialRunner(
    ScenarioVariants variants,
    bool isCertain,
    IReadOnlyList<IPathDevice> devices,
    TimeProvider time)
{
    /// <summary>The nearest numbers that a variant can have.</summary>
    /// <param name="numbers">The numbers that it should have.</param>
    public IReadOnlyDictionary<ScenarioNumber, double> Usable(
        IReadOnlyDictionary<ScenarioNumber, double> numbers) =>
        variants.Usable(numbers, isCertain);

    /// <summary>The plan of a variant.</summary>
    /// <param name="numbers">The numbers that it has.</param>
    /// <param name="reason">Why it has none.</param>
    public Plan? PlanOf(IReadOnlyDictionary<ScenarioNumber, double> numbers, out string? reason)
    {
        ScenarioResult read = variants.With(numbers, isCertain);
        PlanProblem? problem = null;
        Plan? plan = read.IsValid ? Planning.Of(read.Scenario, out problem) : null;
        IReadOnlyList<ScenarioError> errors = read.IsValid ? problem?.Errors ?? [] : read.Errors;
        reason = plan is not null ? null
            : errors.Count > 0
                ? string.Join("; ", errors.Select(error => $"{error.KeyPath}: {error.Message}"))
                : problem!.Reason;
        return plan;
    }

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">How.</param>
    /// <param name="figures">The names of the figures to keep.</param>
    /// <param name="progress">Told after every chunk, or null.</param>
    /// <param name="cancellation">Stops the run; then there is no trial.</param>
    /// <param name="reason">Why there is none; null where it was stopped.</param>
    /// <exception cref="DeviceException">Every device failed.</exception>
    public Trial? Run(
        Plan plan,
        RunOptions options,
        IReadOnlyList<string> figures,
        IProgress<RunProgress>? progress,
        CancellationToken cancellation,
        out string? reason)
    {
        reason = PrecisionRule.Problem(plan, options.Precision);
        if (reason is not null) return null;
        try
        {
            var run = new PathCapture(devices, time).Run(
                plan, options, [.. figures.Select(name => TrialFigure.PlaceOf(plan, name))],
                progress, cancellation);
            return run is not { } done
                ? null
                : new Trial(plan, done.Result, [.. figures.Select((name, i) =>
                    TrialFigure.Of(plan, done.Result, name, done.Columns[i]))]);
        }
        catch (TallyFaultException error)
        {
            reason = error.Message;
            return null;
        }
    }
}
