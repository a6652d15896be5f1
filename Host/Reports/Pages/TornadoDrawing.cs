using System.Globalization;
using System.Text;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Sensitivities;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>Draws what numbers do to a figure as SVG: a bar for each end of a number, the largest
/// on top, with its 95 % interval.</summary>
internal static class TornadoDrawing
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private const double Errors = 1.96;
    private const double Width = 760;
    private const double Left = 270;
    private const double Right = 740;
    private const double RowHeight = 22;
    private const double Foot = 24;

    /// <summary>The picture.</summary>
    public static string Of(SensitivityResult result)
    {
        IReadOnlyList<SensitivityRow> rows = result.Drawn;
        double factor = MetricScale.Of(result.Unit).Factor;
        var (least, most) = Ends(rows);
        double height = (rows.Count * RowHeight) + Foot;
        double X(double change) => Left + ((Right - Left) * (change - least) / (most - least));
        var svg = new StringBuilder();
        svg.Append(
            Plain, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" font-size=\"11\" "
            + $"aria-label=\"Changes of the figure by number\">");
        for (int i = 0; i < rows.Count; i++)
        {
            double top = i * RowHeight;
            svg.Append(
                Plain, $"<text x=\"{Left - 8}\" y=\"{top + 15:F1}\" text-anchor=\"end\">"
                + $"{Html.Escape(Short(rows[i].Key))}</text>");
            Bar(svg, top, rows[i].Down, "var(--other)", X);
            Bar(svg, top, rows[i].Up, "var(--accent)", X);
        }

        svg.Append(
            Plain, $"<line x1=\"{X(0):F1}\" x2=\"{X(0):F1}\" y1=\"0\" y2=\"{height - Foot:F1}\" "
            + $"stroke=\"var(--ink)\"/>");
        Caption(svg, X(least), "start", least);
        Caption(svg, X(0), "middle", 0);
        Caption(svg, X(most), "end", most);
        return svg.Append("</svg>").ToString();

        void Caption(StringBuilder text, double x, string anchor, double change)
        {
            double value = ((result.Value ?? 0) + change) * factor;
            text.Append(
                Plain, $"<text x=\"{x:F1}\" y=\"{height - 6:F1}\" text-anchor=\"{anchor}\">"
                + $"{FigureText.Compact(value)}</text>");
        }
    }

    /// <summary>The least and the largest change, errors included.</summary>
    public static (double Least, double Most) Ends(IReadOnlyList<SensitivityRow> rows)
    {
        double least = 0;
        double most = 0;
        foreach (SensitivityEnd end in rows
            .SelectMany(row => (SensitivityEnd?[])[row.Down, row.Up]).OfType<SensitivityEnd>())
        {
            double change = end.Change.Value ?? 0;
            double reach = Errors * (end.Change.StandardError ?? 0);
            least = Math.Min(least, change - reach);
            most = Math.Max(most, change + reach);
        }

        return least < most ? (least, most) : (-1, 1);
    }

    private static string Short(string key)
    {
        const int most = 44;
        return key.Length <= most ? key : "…" + key[^(most - 1)..];
    }

    private static void Bar(
        StringBuilder svg, double top, SensitivityEnd? end, string colour, Func<double, double> x)
    {
        if (end?.Change.Value is not { } change) return;
        double from = Math.Min(x(0), x(change));
        svg.Append(
            Plain, $"<rect x=\"{from:F1}\" y=\"{top + 4:F1}\" "
            + $"width=\"{Math.Abs(x(change) - x(0)):F1}\" height=\"{RowHeight - 8}\" "
            + $"fill=\"{colour}\" fill-opacity=\"0.8\"/>");
        double reach = Errors * (end.Change.StandardError ?? 0);
        svg.Append(
            Plain, $"<line x1=\"{x(change - reach):F1}\" x2=\"{x(change + reach):F1}\" "
            + $"y1=\"{top + (RowHeight / 2):F1}\" y2=\"{top + (RowHeight / 2):F1}\" "
            + $"stroke=\"var(--ink)\"/>");
    }
}
