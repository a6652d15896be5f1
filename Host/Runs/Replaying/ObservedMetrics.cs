using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Replaying;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Replaying;

/// <summary>What happened, as far as a scenario says where that is told.</summary>
internal static class ObservedMetrics
{
    /// <summary>Reads it.</summary>
    /// <param name="plan">The scenario's plan.</param>
    /// <param name="observed">What the scenario states.</param>
    /// <param name="folder">The folder of the files.</param>
    /// <param name="errors">All that is wrong.</param>
    public static IReadOnlyList<ObservedMetric> Read(
        Plan plan, IReadOnlyList<Observation> observed, string folder,
        out IReadOnlyList<ScenarioError> errors)
    {
        List<ScenarioError> wrong = [.. Unknown(plan, observed)];
        var metrics = new List<ObservedMetric>();
        foreach (Observation one in observed)
        {
            IReadOnlyList<ObservedValue> values =
                one.Read(plan.Scenario, folder, out IReadOnlyList<ScenarioError> faults);
            wrong.AddRange(faults);
            metrics.Add(new ObservedMetric(one.Metric, one.File, values));
        }

        metrics.AddRange(ObservedMetric.OfHistories(plan.Scenario)
            .Where(known => observed.All(one => one.Metric != known.Metric)));
        errors = wrong;
        return metrics;
    }

    /// <summary>Says which of the metrics a plan does not have.</summary>
    public static IEnumerable<ScenarioError> Unknown(
        Plan plan, IReadOnlyList<Observation> observed)
    {
        IReadOnlyList<string> known = MetricNames.Of(plan);
        return observed.Where(one => !known.Contains(one.Metric)).Select(one => one.WrongMetric(
            $"found '{one.Metric}', which is no metric of this scenario; allowed is one of "
            + string.Join(", ", known)));
    }
}
