using System.Globalization;
using System.Text;
using GpuRisk.Engine.Backtesting;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>Draws a cell of a backtest as SVG: forecasts over time, and the histogram of their
/// probabilities.</summary>
internal static class BacktestDrawing
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private const double Width = 560;
    private const double Height = 170;
    private const double TimeLeft = 46;
    private const double TimeRight = 410;
    private const double BarsLeft = 440;
    private const double Top = 8;
    private const double Bottom = 146;

    /// <summary>The picture.</summary>
    public static string Of(BacktestCell cell)
    {
        var svg = new StringBuilder();
        svg.Append(
            Plain, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" font-size=\"11\" "
            + $"aria-label=\"{Label(cell)}\">");
        DrawTime(svg, cell);
        DrawBars(svg, cell);
        return svg.Append("</svg>").ToString();
    }

    private static string Label(BacktestCell cell)
    {
        LevelResult last = cell.Levels[^1];
        return FormattableString.Invariant(
            $"{last.Exceedances} of {cell.Starts} losses beyond the 99 % value at risk; tenths ")
            + string.Join(", ", cell.Pit);
    }

    private static void DrawTime(StringBuilder svg, BacktestCell cell)
    {
        double least = cell.Days.Min(day => Math.Min(day.Realised, -day.ValueAtRisk[^1]));
        double most = Math.Max(cell.Days.Max(day => day.Realised), 0);
        if (most - least < 1e-12) return;
        long first = cell.Days[0].StartUtc.Ticks;
        double span = Math.Max(cell.Days[^1].StartUtc.Ticks - first, 1);
        double X(BacktestDay day) =>
            TimeLeft + ((TimeRight - TimeLeft) * (day.StartUtc.Ticks - first) / span);
        double Y(double gain) => Top + ((Bottom - Top) * (most - gain) / (most - least));
        foreach (double gain in (double[])[0, least])
        {
            svg.Append(
                Plain, $"<line x1=\"{TimeLeft}\" x2=\"{TimeRight}\" y1=\"{Y(gain):F1}\" "
                + $"y2=\"{Y(gain):F1}\" stroke=\"var(--rule)\"/>");
            svg.Append(
                Plain, $"<text x=\"{TimeLeft - 4}\" y=\"{Y(gain) + 4:F1}\" text-anchor=\"end\">"
                + $"{100 * gain:G3} %</text>");
        }

        Line(svg, "var(--c8)", 0.8, cell.Days.Select(day => (X(day), Y(day.Realised))));
        Line(svg, "var(--c5)", 1, cell.Days.Select(day => (X(day), Y(-day.ValueAtRisk[0]))));
        Line(svg, "var(--accent)", 1.3, cell.Days.Select(day => (X(day), Y(-day.ValueAtRisk[^1]))));
        foreach (BacktestDay day in cell.Days.Where(day => day.Exceeds(day.ValueAtRisk.Count - 1)))
        {
            svg.Append(
                Plain, $"<circle cx=\"{X(day):F1}\" cy=\"{Y(day.Realised):F1}\" r=\"3\" "
                + $"fill=\"var(--other)\"/>");
        }

        Caption(svg, TimeLeft, "start", cell.Days[0].StartUtc.Year);
        Caption(svg, TimeRight, "end", cell.Days[^1].StartUtc.Year);
    }

    private static void DrawBars(StringBuilder svg, BacktestCell cell)
    {
        double even = (double)cell.Starts / cell.Pit.Count;
        double most = Math.Max(cell.Pit.Max(), 1.5 * even);
        double step = (Width - BarsLeft) / cell.Pit.Count;
        double Y(double count) => Bottom - ((Bottom - Top) * count / most);
        for (int i = 0; i < cell.Pit.Count; i++)
        {
            svg.Append(
                Plain, $"<rect x=\"{BarsLeft + (i * step):F1}\" y=\"{Y(cell.Pit[i]):F1}\" "
                + $"width=\"{step - 1:F1}\" height=\"{Bottom - Y(cell.Pit[i]):F1}\" "
                + $"fill=\"var(--c1b)\"/>");
        }

        svg.Append(
            Plain, $"<line x1=\"{BarsLeft}\" x2=\"{Width}\" y1=\"{Y(even):F1}\" "
            + $"y2=\"{Y(even):F1}\" stroke=\"var(--ink)\" stroke-dasharray=\"3 3\"/>");
        Caption(svg, BarsLeft, "start", 0);
        Caption(svg, Width, "end", 1);
    }

    private static void Line(
        StringBuilder svg, string colour, double width, IEnumerable<(double X, double Y)> points)
    {
        svg.Append(
            Plain,
            $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" points=\"");
        foreach ((double x, double y) in points) svg.Append(Plain, $"{x:F1},{y:F1} ");
        svg.Append("\"/>");
    }

    private static void Caption(StringBuilder svg, double x, string anchor, int text) =>
        svg.Append(
            Plain,
            $"<text x=\"{x}\" y=\"{Height - 8}\" text-anchor=\"{anchor}\">{text}</text>");
}
