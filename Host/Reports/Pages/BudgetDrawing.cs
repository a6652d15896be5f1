using System.Globalization;
using System.Text;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>Draws what could make a figure wrong as SVG: a bar as long as it may be wrong, and a
/// broken one where nobody knows.</summary>
internal static class BudgetDrawing
{
    private const double Width = 600;
    private const double Left = 76;
    private const double RowHeight = 46;
    private const double LineHeight = 16;
    private const int LineLength = 74;
    private const int MostLines = 3;

    // So much of a bar is seen of what is too small to be drawn.
    private const double Least = 1.5;

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>The picture.</summary>
    /// <param name="budget">What it shows.</param>
    public static string Of(IReadOnlyList<ErrorBudget> budget)
    {
        double most = budget.Max(entry => entry.Size ?? 0);
        var rows = new StringBuilder();
        double height = 0;
        foreach (ErrorBudget entry in budget) height += Row(rows, height, entry, most);
        return string.Create(
            Plain, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" font-size=\"13\" "
            + $"aria-label=\"{Html.Escape(Label(budget))}\">{rows}</svg>");
    }

    // Returns its height.
    private static double Row(StringBuilder svg, double top, ErrorBudget entry, double most)
    {
        string colour = entry.IsAlarm ? "var(--warning)" : "var(--accent)";
        svg.Append(
            Plain, $"<text x=\"0\" y=\"{top + 15:F1}\" font-weight=\"600\">"
            + $"{Html.Escape(entry.Title)}</text>");
        if (entry.Size is { } size)
        {
            double length = most > 0 ? (Width - Left) * size / most : 0;
            svg.Append(
                Plain, $"<rect x=\"{Left}\" y=\"{top + 4:F1}\" height=\"14\" "
                + $"width=\"{Math.Max(length, Least):F1}\" fill=\"{colour}\"></rect>");
        }
        else
        {
            svg.Append(
                Plain, $"<rect x=\"{Left + 0.5}\" y=\"{top + 4.5:F1}\" height=\"13\" "
                + $"width=\"{Width - Left - 1}\" fill=\"none\" stroke=\"{colour}\" "
                + $"stroke-dasharray=\"4 3\"></rect>");
        }

        string fill = entry.IsAlarm ? " style=\"fill:var(--warning)\"" : "";
        List<string> lines = Lines(entry.Text);
        foreach ((int i, string line) in lines.Index())
        {
            svg.Append(
                Plain, $"<text x=\"{Left}\" y=\"{top + 34 + (i * LineHeight):F1}\"{fill}>"
                + $"{Html.Escape(line)}</text>");
        }

        return RowHeight + ((lines.Count - 1) * LineHeight);
    }

    private static string Label(IReadOnlyList<ErrorBudget> budget) => string.Join(
        ". ", budget.Select(entry => $"{entry.Title}: {entry.Text}"));

    private static List<string> Lines(string text)
    {
        List<string> lines = [""];
        foreach (string word in text.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + word.Length >= LineLength)
            {
                if (lines.Count == MostLines)
                {
                    lines[^1] += " …";
                    break;
                }

                lines.Add("");
            }

            lines[^1] += (lines[^1].Length > 0 ? " " : "") + word;
        }

        return lines;
    }
}
