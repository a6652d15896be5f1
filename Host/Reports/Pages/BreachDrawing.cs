using System.Globalization;
using System.Text;
using GpuRisk.Engine.Breaches;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Rendering;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>Draws what breaching paths look like against all paths, as SVG.</summary>
internal static class BreachDrawing
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private const double Width = 860;
    private const double Left = 210;
    private const double Right = 790;
    private const double RowHeight = 40;

    // Each row has ends of its own, so that what a peg does is seen beside what a price does.
    private const double Edge = 56;

    /// <summary>The middle nine tenths of each driver on all paths and on breaching ones.
    /// </summary>
    public static string Of(IReadOnlyList<DriverFinding> drivers)
    {
        double height = drivers.Count * RowHeight;
        var svg = new StringBuilder();
        svg.Append(
            Plain, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" font-size=\"12\" "
            + $"aria-label=\"Drivers on breaching paths and on all paths\">");
        for (int i = 0; i < drivers.Count; i++) Row(svg, i * RowHeight, drivers[i]);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>How a price spreads over time, and what it is on representative paths.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="band">The place of the price among the bands.</param>
    public static string OverTime(BreachFindings findings, int band)
    {
        BreachBand told = findings.Bands[band];
        double[] all = [.. findings.Representatives.SelectMany(path => path.Series[band])];
        double[] ends =
        [
            .. told.Points.SelectMany(point => (double[])
                [point.P05, point.P95, point.BreachP05, point.BreachP95]).Concat(all),
        ];
        var svg = new StringBuilder();
        svg.Append(
            Plain, $"<svg viewBox=\"0 0 {SvgTimeChart.Width} {SvgTimeChart.Height}\" role=\"img\" "
            + $"font-size=\"12\" aria-label=\"{Html.Escape(told.Name)} over time\">");
        IReadOnlyList<double> seconds = findings.MomentSeconds;
        var chart = new SvgTimeChart(svg, ends.Min(), ends.Max(), seconds[^1]);
        chart.Axes();
        chart.Band(
            "var(--c8)", 0.3, [.. told.Points.Select((at, i) => (seconds[i], at.P05, at.P95))]);
        chart.Line("var(--c8)", 2, told.Points.Select((at, i) => (seconds[i], at.P50)));
        chart.Band(
            "var(--other)", 0.25,
            [.. told.Points.Select((at, i) => (seconds[i], at.BreachP05, at.BreachP95))]);
        chart.Line("var(--other)", 2, told.Points.Select((at, i) => (seconds[i], at.BreachP50)));
        foreach ((int i, RepresentativePath path) in findings.Representatives.Index())
        {
            chart.Line(
                "var(--ink)", 1.2, path.Series[band].Select((value, at) => (seconds[at], value)),
                i == 0 ? "" : $"{8 - Math.Min(i, 6)} 3");
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Row(StringBuilder svg, double top, DriverFinding driver)
    {
        double factor = MetricScale.Of(driver.Unit).Factor;
        double low = Math.Min(driver.Always.P05.Value, driver.WhenBreached.P05.Value);
        double high = Math.Max(driver.Always.P95.Value, driver.WhenBreached.P95.Value);
        double X(double value) => high > low
            ? Left + Edge + ((Right - Left - (2 * Edge)) * (value - low) / (high - low))
            : (Left + Right) / 2;
        void Text(double x, double y, string anchor, string text, string more = "") => svg.Append(
            Plain, $"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\"{more}>"
            + $"{Html.Escape(text)}</text>");
        void Bar(double y, string colour, DriverSpread spread) => svg.Append(
            Plain, $"<rect x=\"{X(spread.P05.Value):F1}\" y=\"{y:F1}\" height=\"9\" "
            + $"width=\"{Math.Max(X(spread.P95.Value) - X(spread.P05.Value), 2):F1}\" "
            + $"fill=\"{colour}\" fill-opacity=\"0.6\"/>"
            + $"<rect x=\"{X(spread.P50.Value) - 1.5:F1}\" y=\"{y - 2:F1}\" height=\"13\" "
            + $"width=\"3\" fill=\"{colour}\"/>");

        svg.Append(
            Plain, $"<line x1=\"{Left}\" x2=\"{Right}\" y1=\"{top + RowHeight - 1:F1}\" "
            + $"y2=\"{top + RowHeight - 1:F1}\" stroke=\"var(--rule)\"/>");
        Text(Left - 10, top + 22, "end", driver.Name);
        Text(Left + Edge - 6, top + 22, "end", FigureText.Compact(low * factor));
        Text(Right - Edge + 6, top + 22, "start", FigureText.Compact(high * factor));
        Text(Width, top + 22, "end", BreachText.Information(driver));
        Bar(top + 7, "var(--other)", driver.WhenBreached);
        Bar(top + 21, "var(--c8)", driver.Always);
    }
}
