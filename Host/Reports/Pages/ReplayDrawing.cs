using System.Globalization;
using System.Text;
using GpuRisk.Engine.Replaying;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>Draws what happened to a metric over the fan of its paths, as SVG.</summary>
internal static class ReplayDrawing
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private const double Width = 860;
    private const double Height = 330;
    private const double Left = 66;
    private const double Right = 850;
    private const double Top = 10;
    private const double Bottom = 296;

    // Ticks of an axis: about so many.
    private const int Ticks = 5;

    /// <summary>The picture.</summary>
    public static string Of(ReplayMetric metric)
    {
        var svg = new StringBuilder();
        svg.Append(
            Plain, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" font-size=\"12\" "
            + $"aria-label=\"{Html.Escape(Label(metric))}\">");
        if (metric.Moments.Count > 0) new Drawing(svg, metric).Draw();
        return svg.Append("</svg>").ToString();
    }

    private static string Label(ReplayMetric metric) =>
        $"{metric.Metric}: {metric.Held} of {metric.Moments.Count} moments within the middle nine "
        + "tenths of paths";

    private sealed class Drawing
    {
        private readonly StringBuilder _svg;
        private readonly IReadOnlyList<ReplayMoment> _moments;
        private readonly double _least;
        private readonly double _most;
        private readonly double _end;

        public Drawing(StringBuilder svg, ReplayMetric metric)
        {
            _svg = svg;
            _moments = metric.Start is not { } start
                ? metric.Moments
                : [
                    new(0, start, start, start, start, start, start, true, 0.5, 0),
                    .. metric.Moments,
                ];
            _end = metric.Moments[^1].Seconds;
            _least = _moments.Min(moment => Math.Min(moment.P05, moment.Observed));
            _most = _moments.Max(moment => Math.Max(moment.P95, moment.Observed));
            double room = _most > _least
                ? 0.04 * (_most - _least)
                : Math.Max(0.01 * Math.Abs(_most), 1e-12);
            (_least, _most) = (_least - room, _most + room);
        }

        public void Draw()
        {
            DrawAxes();
            Band("var(--c1b)", 0.45, moment => moment.P05, moment => moment.P95);
            Band("var(--c1b)", 0.9, moment => moment.P25, moment => moment.P75);
            Line("var(--c1)", 1.5, moment => moment.P50);
            Line("var(--ink)", 1.5, moment => moment.Observed);
            foreach (ReplayMoment moment in _moments.Where(moment => moment.Seconds > 0))
            {
                string colour = moment.Inside ? "var(--ink)" : "var(--other)";
                _svg.Append(
                    Plain, $"<circle cx=\"{X(moment):F1}\" cy=\"{Y(moment.Observed):F1}\" "
                    + $"r=\"{(moment.Inside ? 2.5 : 4)}\" fill=\"{colour}\"/>");
            }
        }

        private double X(ReplayMoment moment) => X(moment.Seconds);

        private double X(double seconds) => Left + ((Right - Left) * seconds / _end);

        private double Y(double value) =>
            Top + ((Bottom - Top) * (_most - value) / (_most - _least));

        private void DrawAxes()
        {
            double step = Step(_most - _least);
            var scale = FigureScale.Of(_least, _most);
            int decimals = Math.Clamp(-FigureText.Exponent(step / scale.Factor), 0, 12);
            for (double k = Math.Ceiling(_least / step); k * step <= _most; k++)
            {
                string text = FigureText.Fixed(k * step / scale.Factor, decimals) + scale.Suffix;
                _svg.Append(
                    Plain, $"<line x1=\"{Left}\" x2=\"{Right}\" y1=\"{Y(k * step):F1}\" "
                    + $"y2=\"{Y(k * step):F1}\" stroke=\"var(--rule)\"/>");
                _svg.Append(
                    Plain, $"<text x=\"{Left - 6}\" y=\"{Y(k * step) + 4:F1}\" "
                    + $"text-anchor=\"end\">{text}</text>");
            }

            double unit = Unit(_end);
            for (double time = 0; time <= _end; time += unit)
            {
                string anchor = time == 0 ? "start" : time + unit > _end ? "end" : "middle";
                _svg.Append(
                    Plain, $"<text x=\"{X(time):F1}\" y=\"{Height - 12}\" "
                    + $"text-anchor=\"{anchor}\">{FigureText.Duration(time)}</text>");
            }
        }

        // 1, 2 or 5 times a power of ten.
        private static double Step(double span)
        {
            double power = Math.Pow(10, Math.Floor(Math.Log10(span / Ticks)));
            return power * ((double[])[1, 2, 5, 10]).First(times => times * power * Ticks >= span);
        }

        // A round time, as hours and days go.
        private static double Unit(double seconds)
        {
            double[] rounds =
            [
                1, 5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86400, 2 * 86400,
                5 * 86400, 10 * 86400, 30 * 86400,
            ];
            return rounds.FirstOrDefault(
                round => round * (Ticks + 2) >= seconds, Step(seconds / 86400) * 86400);
        }

        private void Band(
            string colour, double opacity, Func<ReplayMoment, double> low,
            Func<ReplayMoment, double> high)
        {
            _svg.Append(Plain, $"<polygon fill=\"{colour}\" opacity=\"{opacity}\" points=\"");
            foreach (ReplayMoment moment in _moments) Point(moment, low(moment));
            foreach (ReplayMoment moment in _moments.Reverse()) Point(moment, high(moment));
            _svg.Append("\"/>");
        }

        private void Line(string colour, double width, Func<ReplayMoment, double> value)
        {
            _svg.Append(
                Plain,
                $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" points=\"");
            foreach (ReplayMoment moment in _moments) Point(moment, value(moment));
            _svg.Append("\"/>");
        }

        private void Point(ReplayMoment moment, double value) =>
            _svg.Append(Plain, $"{X(moment):F1},{Y(value):F1} ");
    }
}
