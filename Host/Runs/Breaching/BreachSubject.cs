using GpuRisk.Engine.Breaches;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Planning.Figures;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Breaching;

/// <summary>A scenario whose breaches are looked at.</summary>
/// <param name="Plan">Its plan, whose paths are drawn so that they breach where that can be.
/// </param>
/// <param name="Options">How it is run.</param>
/// <param name="Breach">The place of the event among what is tallied.</param>
/// <param name="Expression">The event, as it is stated.</param>
/// <param name="Name">The event's name in results.</param>
/// <param name="Warnings">What a reader should know besides the plan's own warnings.</param>
internal sealed record BreachSubject(
    Plan Plan, RunOptions Options, int Breach, string Expression, string Name,
    IReadOnlyList<string> Warnings)
{
    // A gibibyte of outcomes.
    private const long MostOutcomes = 1L << 27;

    /// <summary>Opens a scenario.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="failure">Why it cannot be run.</param>
    public static BreachSubject? Open(BreachRequest request, out Failure? failure)
    {
        var condition = BreachCondition.Of(request.Figure);

        // Paths that are looked at one by one count by their weights alone.
        var plainly = new StatedSetting("sampling=plain", "--set", 1);
        IReadOnlyList<StatedSetting> stated =
            condition.Setting is { } one ? [one, plainly] : [plainly];
        StatedSetting[]? certain =
            Certain(request.File, StatedSettings.Of(request.Overrides, stated), out failure);
        if (certain is null) return null;
        List<string> warnings = [];
        if (certain.Length > 0)
        {
            warnings.Add(
                "Numbers that the scenario states as uncertain are at their medians here.");
        }

        Plan? PlanWith(out Failure? wrong, params IEnumerable<StatedSetting> more) => PlanOf(
            request.File,
            StatedSettings.Of(request.Overrides, [.. stated, .. certain, .. more]), out wrong);

        Plan? plan = PlanWith(
            out failure, new StatedSetting($"rare={condition.Name}", "--figure", 1));
        if (plan is null && PlanWith(out _) is { } plain)
        {
            warnings.Add($"All paths follow the true law: {failure!.Reason}.");
            (plan, failure) = (plain, null);
        }

        return plan is null ? null : Of(plan, request, condition, warnings, out failure);
    }

    private static BreachSubject? Of(
        Plan plan, BreachRequest request, BreachCondition condition, List<string> warnings,
        out Failure? failure)
    {
        PlannedFigure? figure =
            plan.Figures.FirstOrDefault(one => one.Told.Name == condition.MetricName);
        if (figure?.IsTallied != true || !IsPlainEvent(plan, plan.Metrics[figure.Of]))
        {
            string found = figure?.Text ?? condition.MetricName;
            failure = Failure.Located(
                $"--figure: found '{found}'; allowed is a condition, as 'market.badDebt > 10e6'");
            return null;
        }

        failure = request.Asked.Problem(plan) is { } wrong
            ? Failure.Located($"{request.File}: {wrong}")
            : null;
        RunOptions options = request.Asked.OptionsOf(plan);
        long most = MostOutcomes / (ToldDriver.Of(plan).Count + 2);
        if (request.Path is null && options.Paths > most)
        {
            failure = Failure.Located(FormattableString.Invariant(
                $"{request.File}: found {options.Paths:N0} paths; allowed are at most {most:N0} ")
                + "(--paths)");
        }

        return failure is null
            ? new(plan, options, figure.Of, figure.Text, condition.MetricName, warnings)
            : null;
    }

    private static bool IsPlainEvent(Plan plan, Metric metric) => metric.IsEvent
        && plan.Scenario.Derived.All(one => one.Name != metric.Name || one.Given.Count == 0);

    // What puts medians in the place of laws; then nothing is drawn.
    private static StatedSetting[]? Certain(
        string file, StatedSettings settings, out Failure? failure)
    {
        ScenarioVariants? variants = ScenarioVariants.Open(
            file, settings, out IReadOnlyList<ScenarioError> errors);
        failure = variants is null
            ? Failure.Located(StatedSettings.Placed(errors, settings))
            : null;
        return variants?.Numbers.Where(number => number.Law is not null)
            .Select(number => new StatedSetting(
                $"{number.Key}={number.Text(number.Value)}", "--set", 1))
            .ToArray();
    }

    private static Plan? PlanOf(string file, StatedSettings settings, out Failure? failure)
    {
        ScenarioResult read = ScenarioReader.Read(file, settings);
        PlanProblem? problem = null;
        Plan? plan = read.IsValid ? Planning.Of(read.Scenario, out problem) : null;
        failure = plan is not null ? null
            : read.IsValid ? problem!.FailureOf(settings)
            : Failure.Located(StatedSettings.Placed(read.Errors, settings));
        return plan;
    }
}
