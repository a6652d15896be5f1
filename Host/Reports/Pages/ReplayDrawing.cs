using System.Globalization;
using System.Text;
using GpuRisk.Engine.Replaying;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>Draws what happened to a metric over the fan of its paths, as SVG.</summary>
internal static class ReplayDrawing
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>The picture.</summary>
    public static string Of(ReplayMetric metric)
    {
        var svg = new StringBuilder();
        svg.Append(
            Plain, $"<svg viewBox=\"0 0 {SvgTimeChart.Width} {SvgTimeChart.Height}\" role=\"img\" "
            + $"font-size=\"12\" aria-label=\"{Html.Escape(Label(metric))}\">");
        if (metric.Moments.Count > 0) Draw(svg, metric);
        return svg.Append("</svg>").ToString();
    }

    private static string Label(ReplayMetric metric) =>
        $"{metric.Metric}: {metric.Held} of {metric.Moments.Count} moments within the middle nine "
        + "tenths of paths";

    private static void Draw(StringBuilder svg, ReplayMetric metric)
    {
        IReadOnlyList<ReplayMoment> moments = metric.Start is not { } start
            ? metric.Moments
            : [new(0, start, start, start, start, start, start, true, 0.5, 0), .. metric.Moments];
        var chart = new SvgTimeChart(
            svg, moments.Min(moment => Math.Min(moment.P05, moment.Observed)),
            moments.Max(moment => Math.Max(moment.P95, moment.Observed)),
            metric.Moments[^1].Seconds);
        chart.Axes();
        chart.Band("var(--c1b)", 0.45, [.. moments.Select(at => (at.Seconds, at.P05, at.P95))]);
        chart.Band("var(--c1b)", 0.9, [.. moments.Select(at => (at.Seconds, at.P25, at.P75))]);
        chart.Line("var(--c1)", 1.5, moments.Select(at => (at.Seconds, at.P50)));
        chart.Line("var(--ink)", 1.5, moments.Select(at => (at.Seconds, at.Observed)));
        foreach (ReplayMoment moment in moments.Where(moment => moment.Seconds > 0))
        {
            string colour = moment.Inside ? "var(--ink)" : "var(--other)";
            svg.Append(
                Plain, $"<circle cx=\"{chart.X(moment.Seconds):F1}\" "
                + $"cy=\"{chart.Y(moment.Observed):F1}\" r=\"{(moment.Inside ? 2.5 : 4)}\" "
                + $"fill=\"{colour}\"/>");
        }
    }
}
