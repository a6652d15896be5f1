using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Trials;

/// <summary>A scenario whose variants are run.</summary>
/// <param name="Variants">Its variants.</param>
/// <param name="Plan">The plan of one of them.</param>
/// <param name="Options">How all are run.</param>
internal sealed record TrialSubject(ScenarioVariants Variants, Plan Plan, RunOptions Options)
{
    /// <summary>Opens a scenario.</summary>
    /// <param name="file">The scenario's file.</param>
    /// <param name="settings">Settings that go before it.</param>
    /// <param name="asked">What stands in the place of what it states.</param>
    /// <param name="isCertain">Whether the medians of laws stand in their place.</param>
    /// <param name="failure">Why it cannot be run.</param>
    public static TrialSubject? Open(
        string file, IReadOnlyList<string> settings, Asked asked, bool isCertain,
        out Failure? failure)
    {
        failure = null;
        ScenarioVariants? variants = ScenarioVariants.Open(
            file, settings, out IReadOnlyList<ScenarioError> errors);
        if (variants is null)
        {
            failure = Failure.Located(StatedSettings.Placed(errors, settings));
            return null;
        }

        ScenarioResult read = variants.With(
            new Dictionary<ScenarioNumber, double>(), isCertain);
        if (!read.IsValid)
        {
            failure = Failure.Located(StatedSettings.Placed(read.Errors, settings));
            return null;
        }

        if (read.Scenario.Rare is { } rare)
        {
            failure = Failure.Located([rare.Figure.Wrong(
                $"found '{rare.Figure.Text}', but paths that are compared one by one follow the "
                + "true law; allowed is a scenario without this key")]);
            return null;
        }

        if (read.Scenario.Sampling is { } sampling)
        {
            failure = Failure.Located([sampling.Wrong(
                "but paths are compared one by one here; allowed is plain")]);
            return null;
        }

        Plan? plan = Planning.Of(read.Scenario, out PlanProblem? problem);
        failure = plan is null
            ? problem!.Errors.Count > 0
                ? problem.FailureOf(settings)
                : Failure.Located($"{file}: {problem.Reason}")
            : Problem(plan, asked) is { } wrong ? Failure.Located($"{file}: {wrong}") : null;
        return failure is null
            ? new TrialSubject(variants, plan!, asked.OptionsOf(plan!))
            : null;
    }

    private static string? Problem(Plan plan, Asked asked) => asked.Problem(plan)
        ?? (asked.PathsOf(plan.Scenario) > PathCapture.MostPaths
            ? FormattableString.Invariant(
                $"found {asked.PathsOf(plan.Scenario):N0} paths; allowed are at most ")
                + FormattableString.Invariant($"{PathCapture.MostPaths:N0} (--paths)")
            : null);
}
