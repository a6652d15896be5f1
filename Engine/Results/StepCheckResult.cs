namespace GpuRisk.Engine.Results;

/// <summary>What half the step changes, on the same random numbers.</summary>
/// <param name="StepSeconds">The step, in seconds.</param>
/// <param name="HalfStepSeconds">Half of it, as it was simulated.</param>
/// <param name="Paths">How many paths of the run were simulated with both.</param>
/// <param name="Figures">The figures that were looked at.</param>
public sealed record StepCheckResult(
    double StepSeconds, double HalfStepSeconds, long Paths, IReadOnlyList<StepChange> Figures);

/// <summary>What half the step changes of a figure.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Step">Its value on the paths that were simulated with both steps; null where they
/// do not determine it.</param>
/// <param name="HalfStep">The same with half the step.</param>
/// <param name="Change">The difference; null where one of them has no value.</param>
/// <param name="StandardError">The difference's standard error, paired path by path; null where it
/// cannot be told.</param>
/// <param name="RunError">The standard error of the figure in the run; null where it cannot be
/// told.</param>
public sealed record StepChange(
    string Name, double? Step, double? HalfStep, double? Change, double? StandardError,
    double? RunError)
{
    private const double IntervalErrors = 1.96;

    /// <summary>Whether the change is told from 0 with 95 %, and larger than the figure's error.
    /// </summary>
    public bool Moves => Change is { } change && StandardError is { } error
        && Math.Abs(change) > Math.Max(IntervalErrors * error, RunError ?? 0);
}
