using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Figures;

/// <summary>A figure of one's own, as a run tells it.</summary>
/// <param name="Told">Its name in results and its unit. Where it is tallied itself all is told of
/// it that is told of a metric; else its value stands in the place of the mean.</param>
/// <param name="Of">The place of the metric that it is a statistic of, among those that are
/// tallied.</param>
/// <param name="IsTallied">Whether it is that metric.</param>
/// <param name="Statistic">What is told.</param>
/// <param name="Level">Its level.</param>
/// <param name="Text">The expression, as it is stated.</param>
public sealed record PlannedFigure(
    Metric Told, int Of, bool IsTallied, FigureStatistic Statistic, double Level, string Text);
