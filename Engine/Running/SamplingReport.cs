using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Running;

/// <summary>Tells what a way of sampling did to a run's means.</summary>
internal static class SamplingReport
{
    /// <summary>What it did; null where paths are independent and count once.</summary>
    public static SamplingResult? Of(Plan plan, RunTally tally)
    {
        if (plan.Scenario.Sampling is not { } sampling || plan.IsPlain)
        {
            return null;
        }

        OrderedDictionary<string, SampledMean> metrics = [];
        foreach (MetricTally metric in tally.Metrics.Where(one => !one.Metric.Internal))
        {
            var estimates = new MetricEstimates(metric);
            if (estimates is { Count: > 0, IsExact: false })
            {
                metrics.Add(metric.Metric.Name, new(
                    estimates.PlainMean, estimates.PlainError, estimates.VarianceRatio));
            }
        }

        return new(sampling.Name, metrics)
        {
            Controls = plan.Controls.Count == 0
                ? null
                : [.. tally.Metrics[0].Controls.Select(Of)],
        };
    }

    /// <summary>What a reader should know of it, a sentence each.</summary>
    public static IEnumerable<string> Warnings(SamplingResult? sampling)
    {
        foreach (ControlResult control in sampling?.Controls ?? [])
        {
            if (Math.Abs(control.Mean / control.StandardError ?? 0) > Check.LargestScore)
            {
                yield return $"The mean of the control {control.Name} is "
                    + "not the known one: means that are corrected by it cannot be trusted.";
            }
        }

        if (sampling is { Metrics.Count: > 0, Controls: not null }
            && sampling.Metrics.Values.All(mean => mean.VarianceRatio is null))
        {
            yield return $"sampling: {sampling.Kind} corrects no mean here: there are too few "
                + "paths, or all means rest on few of them.";
        }
    }

    private static ControlResult Of(MetricTally control)
    {
        var estimates = new MetricEstimates(control);
        return new(
            control.Metric.Quantity, estimates.Mean.Value, estimates.Mean.StandardError);
    }
}
