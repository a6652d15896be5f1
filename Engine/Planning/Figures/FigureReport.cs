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
            var estimates = new MetricEstimates(tally.Metrics[figure.Of]);
            (metrics[figure.Told.Name], FigureResult told) = Of(figure, estimates);
            stated.Add(figure.Told.Name, told);
        }

        return result with { Metrics = metrics, Figures = stated };
    }

    /// <summary>A figure, and what it is.</summary>
    public static (MetricResult Told, FigureResult Figure) Of(
        PlannedFigure figure, MetricEstimates estimates) => (
        figure.IsTallied ? MetricResult.Of(estimates) : Tell(figure, estimates),
        Describe(figure, estimates));

    private static FigureResult Describe(PlannedFigure figure, MetricEstimates estimates)
    {
        Metric of = estimates.Metric;
        double sign = of.Sense == MetricSense.Gain ? -1 : 1;
        double? edge = figure.Statistic switch
        {
            FigureStatistic.Mean => null,
            FigureStatistic.Quantile => estimates.Quantile(figure.Level).Value,
            FigureStatistic.ValueAtRisk or FigureStatistic.ExpectedShortfall =>
                of.Origin + (sign * estimates.ValueAtRisk(figure.Level).Value),
            _ => throw Unknown(figure),
        };
        bool isOfLosses = figure.Statistic
            is FigureStatistic.ValueAtRisk or FigureStatistic.ExpectedShortfall;
        return new FigureResult(
            figure.Text, of.Internal ? null : of.Name, NameOf(figure),
            figure.Statistic == FigureStatistic.Mean ? null : figure.Level, edge,
            !isOfLosses ? null : sign < 0 ? FigureResult.Below : FigureResult.Above);
    }

    private static string NameOf(PlannedFigure figure) => figure.Statistic switch
    {
        FigureStatistic.Mean => FigureResult.Mean,
        FigureStatistic.Quantile => FigureResult.Quantile,
        FigureStatistic.ValueAtRisk => FigureResult.ValueAtRisk,
        FigureStatistic.ExpectedShortfall => FigureResult.ExpectedShortfall,
        _ => throw Unknown(figure),
    };

    private static MetricResult Tell(PlannedFigure figure, MetricEstimates estimates)
    {
        Estimate value = ValueOf(figure, estimates);
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

    private static Estimate ValueOf(PlannedFigure figure, MetricEstimates estimates) =>
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
