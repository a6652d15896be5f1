using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Counterfactuals;

/// <summary>
/// Runs a market as it is and without each of some features, on the same random numbers, so that
/// a difference is the feature's and not chance's.
/// </summary>
public sealed class Explainer(IReadOnlyList<IPathDevice> devices, TimeProvider time)
{
    /// <summary>Explains a scenario's measures.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="features">The features; those that make no difference are left out.</param>
    /// <param name="measures">Names of metrics of the scenario.</param>
    /// <param name="options">How to run.</param>
    /// <param name="progress">Told after every chunk; or null.</param>
    /// <param name="cancellation">Stops the runs within a chunk.</param>
    /// <exception cref="TallyFaultException">An outcome was not a finite number.</exception>
    public Explanation Explain(
        Scenario scenario,
        IReadOnlyList<Feature> features,
        IReadOnlyList<string> measures,
        RunOptions options,
        IProgress<RunProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<(Feature Feature, Scenario Scenario)> variants = [.. features
            .Select(f => (Feature: f, Scenario: f.Without(scenario)!))
            .Where(v => v.Scenario is not null)];
        Plan plan = ScenarioPlanner.Plan(scenario);
        List<Plan> plans =
            [plan, .. variants.Select(v => ScenarioPlanner.Plan(v.Scenario))];
        List<int[]> places = [.. plans.Select(
            p => measures.Select(name => PlaceOf(p, name)).ToArray())];
        Metric[] chosen = [.. places[0].Select(place => plan.Metrics[place])];
        Plan differences = plan.Tallying(
        [
            .. chosen,
            .. variants.SelectMany(v => chosen.Select(m => DifferenceOf(v.Feature, m))),
        ]);
        IPathDevice[] wrapped =
            [.. devices.Select(d => new DifferenceDevice(d, plans, places))];
        RunOutcome outcome = new PathRunner(wrapped, time).Run(
            differences, options, progress, cancellation);
        outcome.Tally.ThrowIfFaulted();
        return new Explanation(
            scenario.Name, outcome.Tally.Paths, options.Seed,
            Measured(chosen, outcome.Tally, 0),
            [.. variants.Select((v, i) => new ExplainedFeature(
                v.Feature.Name, v.Feature.Meaning,
                Measured(chosen, outcome.Tally, (i + 1) * chosen.Length)))]);
    }

    private static int PlaceOf(Plan plan, string name)
    {
        for (int i = 0; i < plan.Metrics.Count; i++)
        {
            if (plan.Metrics[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"There is no metric {name} without some feature.");
    }

    private static Metric DifferenceOf(Feature feature, Metric metric) => metric with
    {
        Subject = $"{feature.Name}/{metric.Subject}",
        Origin = 0,
    };

    private static IReadOnlyList<ExplainedMeasure> Measured(
        Metric[] chosen, RunTally tally, int first) =>
    [
        .. chosen.Select((metric, i) =>
        {
            Estimate mean = new MetricEstimates(tally.Metrics[first + i]).Mean;
            return new ExplainedMeasure(
                metric.Name, metric.Unit, mean.Value, mean.StandardError);
        }),
    ];
}
