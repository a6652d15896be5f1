using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Planning.Tilts;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Engine.Running;

/// <summary>Tells how paths were drawn so that they show what is rare.</summary>
internal static class RareReport
{
    private const int FewestHits = 100;

    /// <summary>What a reader should know of it, a sentence each.</summary>
    public static IEnumerable<string> Warnings(RareResult? rare)
    {
        if (rare is { Laws.Count: 1 })
        {
            yield return $"rare: hardly any of {rare.PilotPaths:N0} paths of a pilot shows "
                + $"{rare.Expression}, though they go six standard deviations far in many "
                + "directions: all paths follow the true law.";
        }
        else if (rare is { Hits: < FewestHits })
        {
            yield return $"rare: the paths that show {rare.Expression} tell no more than "
                + $"{rare.Hits:N0} independent ones would: more paths are needed.";
        }
    }

    /// <summary>What it was; null where the scenario is about nothing rare.</summary>
    /// <param name="plan">The plan with its mixture.</param>
    /// <param name="tally">What was tallied.</param>
    public static RareResult? Of(Plan plan, RunTally tally)
    {
        if (plan.Mixture is not { } mixture)
        {
            return null;
        }

        var rare = new MetricEstimates(tally.Metrics[plan.RareMetric]);
        var weight = new MetricEstimates(tally.Metrics.First(one => one.Metric.IsWeight));
        double? hits = Math.Pow(
            (rare.Mean.Value - rare.Metric.Origin) / rare.Mean.StandardError ?? 0, 2);
        return new(
            plan.Scenario.Rare!.Figure.Text, rare.Metric.Name, rare.VarianceRatio, hits,
            rare.EffectivePaths, weight.Mean.Value, weight.Mean.StandardError, TiltPilot.Seed,
            TiltPilot.ExploringPaths + (TiltPilot.Stages * TiltPilot.StagePaths),
            [.. mixture.Laws.Select((law, i) => new RareLaw(
                mixture.ShareOf(i), [.. law.SelectMany(
                    (one, driver) => Tilts(plan.Tilt!.Drivers[driver], one))]))]);
    }

    private static IEnumerable<RareTilt> Tilts(PlannedDriver driver, double law)
    {
        if (law != driver.TrueLaw)
        {
            yield return new(driver.Name, driver.First, driver.End)
            {
                Shift = driver.Kind == DriverKind.Normals ? law * driver.Deviation : null,
                Ratio = driver.Kind == DriverKind.Normals ? null : law / driver.TrueLaw,
            };
        }
    }
}
