using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Planning.Figures;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Runs.Trials;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Contributing;

/// <summary>The sum that an expected shortfall is of.</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Text">Its expression.</param>
/// <param name="Level">Its level.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Sign">1 where more of the sum is a loss, -1 where less is.</param>
/// <param name="Parts">Its parts.</param>
internal sealed record ShortfallSum(
    string Name, string Text, double Level, string Unit, double Sign,
    IReadOnlyList<SummedPart> Parts)
{
    /// <summary>What a figure is the shortfall of.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="chosen">The figure.</param>
    /// <param name="problem">Why it is none of a sum.</param>
    public static ShortfallSum? Of(Plan plan, ChosenFigure chosen, out string? problem)
    {
        if (chosen.In(plan, out problem) is not { } name) return null;
        PlannedFigure? figure = plan.Figures.FirstOrDefault(one => one.Told.Name == name);
        StatedFigure? stated =
            plan.Scenario.Figures.FirstOrDefault(one => one.MetricName == name);
        DerivedOutcome? derived = stated is null ? null
            : plan.Scenario.Derived.FirstOrDefault(one => one.Name == stated.Metric);
        bool isOfSum = figure?.Statistic == FigureStatistic.ExpectedShortfall
            && (derived is null || (derived.Given.Count == 0 && derived.Events.Count == 0));
        if (!isOfSum)
        {
            problem = $"found '{figure?.Text ?? name}'; allowed is the expected shortfall of a sum "
                + "of metrics, as 'ES(a.net + b.net, 0.95)'";
            return null;
        }

        Metric whole = plan.Metrics[figure!.Of];
        IReadOnlyList<WeightedMetric> sum =
            derived?.Sum ?? [new WeightedMetric(stated!.Metric, 1)];
        return new ShortfallSum(
            name, figure.Text, figure.Level, whole.Unit,
            whole.Sense == MetricSense.Gain ? -1 : 1,
            [.. sum.Select(part => PartOf(plan, part))]);
    }

    /// <summary>The losses of a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="outcomes">Each path's outcome of its metric.</param>
    public double[] Losses(SummedPart part, double[] outcomes) =>
        [.. outcomes.Select(outcome => Sign * part.Weight * (outcome - part.Origin))];

    private static SummedPart PartOf(Plan plan, WeightedMetric part)
    {
        (int place, Metric metric) =
            plan.Metrics.Index().Single(one => one.Item.Name == part.Metric);
        return new SummedPart(part.Metric, part.Weight, place, metric.Origin);
    }
}

/// <summary>A part of a sum.</summary>
/// <param name="Metric">Its name in results.</param>
/// <param name="Weight">What its outcomes are multiplied by.</param>
/// <param name="Place">Its place among what is tallied.</param>
/// <param name="Origin">What its losses are measured from.</param>
internal sealed record SummedPart(string Metric, double Weight, int Place, double Origin);
