using System.Globalization;
using System.Text;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>Draws bands and lines over time as SVG, with axes.</summary>
/// <param name="svg">Takes it.</param>
/// <param name="least">The least value to be seen.</param>
/// <param name="most">The greatest value to be seen.</param>
/// <param name="endSeconds">The last moment; the first is 0.</param>
internal sealed class SvgTimeChart(
    StringBuilder svg, double least, double most, double endSeconds)
{
    /// <summary>Its width.</summary>
    public const double Width = 860;

    /// <summary>Its height.</summary>
    public const double Height = 330;

    private const double Left = 66;
    private const double Right = 850;
    private const double Top = 10;
    private const double Bottom = 296;

    // Ticks of an axis: about so many.
    private const int Ticks = 5;

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private readonly double _room = most > least
        ? 0.04 * (most - least)
        : Math.Max(0.01 * Math.Abs(most), 1e-12);

    private double Least => least - _room;

    private double Most => most + _room;

    /// <summary>Where a moment stands.</summary>
    public double X(double seconds) => Left + ((Right - Left) * seconds / endSeconds);

    /// <summary>Where a value stands.</summary>
    public double Y(double value) => Top + ((Bottom - Top) * (Most - value) / (Most - Least));

    /// <summary>Draws the axes.</summary>
    public void Axes()
    {
        double step = Step(Most - Least);
        var scale = FigureScale.Of(Least, Most);
        int decimals = Math.Clamp(-FigureText.Exponent(step / scale.Factor), 0, 12);
        for (double k = Math.Ceiling(Least / step); k * step <= Most; k++)
        {
            string text = FigureText.Fixed(k * step / scale.Factor, decimals) + scale.Suffix;
            svg.Append(
                Plain, $"<line x1=\"{Left}\" x2=\"{Right}\" y1=\"{Y(k * step):F1}\" "
                + $"y2=\"{Y(k * step):F1}\" stroke=\"var(--rule)\"/>");
            svg.Append(
                Plain, $"<text x=\"{Left - 6}\" y=\"{Y(k * step) + 4:F1}\" "
                + $"text-anchor=\"end\">{text}</text>");
        }

        double unit = Unit(endSeconds);
        for (double time = 0; time <= endSeconds; time += unit)
        {
            string anchor = time == 0 ? "start" : time + unit > endSeconds ? "end" : "middle";
            svg.Append(
                Plain, $"<text x=\"{X(time):F1}\" y=\"{Height - 12}\" "
                + $"text-anchor=\"{anchor}\">{FigureText.Duration(time)}</text>");
        }
    }

    /// <summary>Draws what lies between two lines.</summary>
    /// <param name="colour">Its colour.</param>
    /// <param name="opacity">Its opacity.</param>
    /// <param name="points">The moments, and both values at each.</param>
    public void Band(
        string colour, double opacity,
        IReadOnlyList<(double Seconds, double Low, double High)> points)
    {
        svg.Append(Plain, $"<polygon fill=\"{colour}\" opacity=\"{opacity}\" points=\"");
        foreach (var (seconds, low, _) in points) Point(seconds, low);
        foreach (var (seconds, _, high) in points.Reverse()) Point(seconds, high);
        svg.Append("\"/>");
    }

    /// <summary>Draws a line.</summary>
    /// <param name="colour">Its colour.</param>
    /// <param name="width">Its width.</param>
    /// <param name="points">The moments, and the value at each.</param>
    /// <param name="dashes">How it is broken; nothing where it is not.</param>
    public void Line(
        string colour, double width, IEnumerable<(double Seconds, double Value)> points,
        string dashes = "")
    {
        string broken = dashes.Length == 0 ? "" : $" stroke-dasharray=\"{dashes}\"";
        svg.Append(
            Plain, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{broken} "
            + $"points=\"");
        foreach (var (seconds, value) in points) Point(seconds, value);
        svg.Append("\"/>");
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

    private void Point(double seconds, double value) =>
        svg.Append(Plain, $"{X(seconds):F1},{Y(value):F1} ");
}
