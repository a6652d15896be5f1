using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs.Sensitivities;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>The page that shows what the numbers of a scenario do to a figure: one file that needs
/// nothing else.</summary>
internal static class SensitivityPage
{
    /// <summary>The page as HTML.</summary>
    public static string Of(SensitivityResult result)
    {
        var html = new Html();
        PageFrame.Begin(html, $"Sensitivities of {result.Scenario}");
        AddHeader(html, result);
        html.Raw("\n<main id=\"main\">\n");
        html.Section(
            "What moves the figure",
            "The numbers that move it most: orange where they are lower than stated, blue where "
            + "higher. Lines are 95 % intervals of the change.",
            section => section.Element("figure", figure => figure.Element(
                "div class=\"canvas\"", canvas => canvas.Raw(TornadoDrawing.Of(result)))));
        html.Section(
            "Every number", SensitivityText.About(result),
            section => section.Table(
                [.. SensitivityText.Titles, "lower", "higher", "per unit"], SensitivityText.Texts,
                result.Rows.Select(row => (string[])
                [
                    .. SensitivityText.Row(result, row),
                    row.Down is { } down ? SensitivityText.Number(down.Value, row.Unit) : "",
                    row.Up is { } up ? SensitivityText.Number(up.Value, row.Unit) : "",
                    FigureText.PlusMinus(row.Derivative.Value, row.Derivative.StandardError),
                ])));
        if (result.Unmoved.Count > 0)
        {
            html.Section(
                "Not moved", "Values that these numbers cannot have, and why.",
                section => section.Table(
                    SensitivityText.UnmovedTitles, 3,
                    result.Unmoved.Select(SensitivityText.Row)));
        }

        html.Raw("</main>\n");
        html.Element("footer", footer => footer.Element("p", "Made by GpuRisk."));
        return html.Raw("</body>\n</html>\n").ToString();
    }

    private static void AddHeader(Html html, SensitivityResult result) => html.Element(
        "header", header =>
        {
            header.Element(
                "div class=\"bar\"",
                bar => bar.Element("p class=\"kicker\"", "GpuRisk · sensitivities"));
            header.Element("h1", SensitivityText.Finding(result));
            header.Element("p class=\"lead\"", SensitivityText.Value(result));
            string[] facts =
            [
                result.Scenario, $"{Counted.Of(result.Paths, "path")} each",
                $"seed {result.Seed}", result.Precision,
            ];
            header.Element("p class=\"facts\"", string.Join(" · ", facts));
            string[] notes = result.Partial
                ? ["Stopped before all numbers were moved.", .. result.Warnings]
                : [.. result.Warnings];
            foreach (string note in notes)
                header.Element("p class=\"warning\" role=\"note\"", note);
        });
}
