using System.Text.Json;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Figures;

/// <summary>Tells the figures of one's own from a run's tally.</summary>
internal static class FigureReport
{
    /// <summary>A result with the figures of its plan.</summary>
    public static RunResult AddTo(RunResult result, Plan plan, RunTally tally)
    {
        if (plan.Figures.Count == 0) return result;
        var metrics = new OrderedDictionary<string, MetricResult>(result.Metrics);
        var stated = new OrderedDictionary<string, FigureResult>();
        foreach (PlannedFigure figure in plan.Figures)
        {
            stated.Add(figure.Told.Name, Describe(figure, tally.Metrics[figure.Of].Metric));
            if (!figure.IsTallied)
            {
                metrics.Add(
                    figure.Told.Name,
                    Tell(figure, new MetricEstimates(tally.Metrics[figure.Of])));
            }
        }

        return result with { Metrics = metrics, Figures = stated };
    }

    private static FigureResult Describe(PlannedFigure figure, Metric of) => new(
        figure.Text, of.Internal ? null : of.Name,
        JsonNamingPolicy.CamelCase.ConvertName(figure.Statistic.ToString()),
        figure.Statistic == FigureStatistic.Mean ? null : figure.Level);

    private static MetricResult Tell(PlannedFigure figure, MetricEstimates estimates)
    {
        Estimate value = Of(figure, estimates);
        return MetricResult.Of(estimates) with
        {
            Figures = PublishedFigures.Of(name => name == "mean" ? value : Estimate.None),
            Minimum = null,
            Maximum = null,
            Hits = Hits(figure, estimates),
            PointMass = null,
            LossReference = null,
            BatchStandardError = null,
        };
    }

    private static Estimate Of(PlannedFigure figure, MetricEstimates estimates) =>
        figure.Statistic switch
        {
            FigureStatistic.Mean => estimates.Mean,
            FigureStatistic.Quantile => estimates.Quantile(figure.Level),
            FigureStatistic.ValueAtRisk => estimates.ValueAtRisk(figure.Level),
            FigureStatistic.ExpectedShortfall => estimates.ExpectedShortfall(figure.Level),
            _ => throw Unknown(figure),
        };

    // What the figure's error rests on.
    private static long Hits(PlannedFigure figure, MetricEstimates estimates) =>
        figure.Statistic switch
        {
            FigureStatistic.Mean => estimates.Hits,
            FigureStatistic.Quantile or FigureStatistic.ValueAtRisk => (long)(
                estimates.Count * Math.Min(figure.Level, 1 - figure.Level)),
            FigureStatistic.ExpectedShortfall =>
                (long)Math.Round(estimates.TailHits(figure.Level)),
            _ => throw Unknown(figure),
        };

    private static ArgumentOutOfRangeException Unknown(PlannedFigure figure) => new(
        nameof(figure), figure.Statistic, $"There is no statistic {figure.Statistic}.");
}
