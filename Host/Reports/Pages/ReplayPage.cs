using GpuRisk.Engine.Replaying;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>The page that shows a replay: one file that needs nothing else.</summary>
internal static class ReplayPage
{
    /// <summary>The page as HTML.</summary>
    public static string Of(ReplayResult result)
    {
        var html = new Html();
        PageFrame.Begin(html, $"{result.Scenario}: replay");
        AddHeader(html, result);
        html.Raw("\n<main id=\"main\">\n");
        html.Section(
            "Metrics",
            "CRPS, the continuous ranked probability score, is the distance of the forecast from "
            + "what happened, in the metric's unit: less is better. No move is that of who says "
            + "that all stays as at the start, the ratio the one over the other.",
            section => section.Table(
                ReplayText.MetricTitles, ReplayText.MetricTexts,
                result.Metrics.Select(ReplayText.Row)));
        foreach (ReplayMetric metric in result.Metrics) AddMetric(html, metric);
        html.Raw("</main>\n");
        html.Element("footer", footer => footer.Element("p", "Made by GpuRisk."));
        return html.Raw("</body>\n</html>\n").ToString();
    }

    private static void AddHeader(Html html, ReplayResult result)
    {
        string[] facts =
        [
            $"horizon {FigureText.Duration(result.HorizonSeconds)}",
            $"steps of {FigureText.Duration(result.StepSeconds)}",
            $"{Counted.Of(result.Paths, "path")} at each moment",
            $"seed {result.Seed}",
        ];
        html.Element("header", header =>
        {
            header.Element(
                "div class=\"bar\"",
                bar => bar.Element("p class=\"kicker\"", $"GpuRisk · replay of {result.Scenario}"));
            header.Element("h1", ReplayText.Finding(result));
            header.Element(
                "p class=\"lead\"",
                "The scenario was simulated from its start and compared with what happened. "
                + "Moments of one event hang together: how many were held is no test of its own.");
            header.Element("p class=\"facts\"", string.Join(" · ", facts));
            foreach (ReplayMetric metric in result.Metrics)
                header.Element("p class=\"facts\"", ReplayText.Fact(metric));
            foreach (string warning in result.Warnings)
                header.Element("p class=\"warning\" role=\"note\"", warning);
        });
    }

    private static void AddMetric(Html html, ReplayMetric metric) => html.Section(
        metric.Metric,
        "The line is what happened, with a dot at each moment that was compared, an orange one "
        + "where it lay outside; behind it nine tenths of paths, the middle half, and the median. "
        + "PIT is the share of paths below what happened.",
        section =>
        {
            section.Element("figure", figure => figure.Element(
                "div class=\"canvas\"", canvas => canvas.Raw(ReplayDrawing.Of(metric))));
            section.Element("details", details =>
            {
                details.Element("summary", "Every moment");
                details.Table(
                    ReplayText.MomentTitles, ReplayText.MomentTexts,
                    ReplayText.Rows(metric));
            });
        });
}
