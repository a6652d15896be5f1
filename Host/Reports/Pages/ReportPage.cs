using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>The page that shows a run: one file that needs nothing else.</summary>
internal static class ReportPage
{
    private static readonly string[] Scripts =
        ["plot.min.js", "figures.js", "draw.js", "ledger.js", "flows.js", "page.js"];

    /// <summary>The scripts within every page, to the letter.</summary>
    public static IEnumerable<string> InlineScripts =>
        Scripts.Select(script => "\n" + PageFrame.Asset(script));

    /// <summary>A report as a run's folder keeps it.</summary>
    public static DrawnReport Drawn(ReportData data) => new(
        data.ToBytes(),
        (result, manifest, scenario) => Of(new(result, manifest, data, scenario)));

    /// <summary>The page as HTML.</summary>
    public static string Of(ReportInput input)
    {
        var html = new Html();
        PageFrame.Begin(html, input.Result.Scenario);
        AddHeader(html, input);
        html.Raw("\n<main id=\"main\">\n");
        ReportSections.Add(html, input);
        html.Raw("</main>\n");
        AddFooter(html);
        html.Raw("\n<script type=\"application/json\" id=\"data\">")
            .Raw(PageData.Of(input).ToJson())
            .Raw("</script>\n");
        foreach (string script in InlineScripts)
        {
            html.Raw($"<script>{script}</script>\n");
        }

        return html.Raw("</body>\n</html>\n").ToString();
    }

    private static void AddHeader(Html html, ReportInput input)
    {
        RunResult result = input.Result;
        ReportData data = input.Data;
        string[] facts =
        [
            result.Kernel,
            $"{FigureText.Duration(data.HorizonSeconds)} in steps of "
                + FigureText.Duration(data.StepSeconds),
            Counted.Of(result.Paths, "path"),
            $"seed {result.Seed}",
            result.Precision,
        ];
        html.Element("header", header =>
        {
            header.Element("div class=\"bar\"", bar => bar
                .Element("p class=\"kicker\"", $"GpuRisk · {result.Scenario}")
                .Raw("<button type=\"button\" id=\"theme\" hidden>Theme: automatic</button>"));
            header.Element("h1", Finding.Of(input));
            header.Element("p class=\"facts\"", string.Join(" · ", facts));
            FirstScreen.Add(header, input);
            foreach (string warning in Warnings(result).Concat(data.Notes))
            {
                header.Element("p class=\"warning\" role=\"note\"", warning);
            }

            foreach (TrustLine line in TrustLine.Of(result.Trust).Where(line => line.IsRefuted))
            {
                header.Element("p class=\"warning\" role=\"note\"", line.Text);
            }

            header.Element("p class=\"lead\"", data.Description);
            header.Element(
                "p class=\"facts\"",
                "± is one standard error of the simulation; 12.34(5) is 12.34 ± 0.05. "
                + "What the scenario leaves out is not in it.");
        });
    }

    private static IEnumerable<string> Warnings(RunResult result)
    {
        if (result.Partial)
        {
            yield return $"Partial: {Counted.Of(result.Paths, "path")}.";
        }

        foreach (string warning in CheckTable.Warnings(result.Checks).Concat(result.Warnings))
        {
            yield return warning;
        }
    }

    private static void AddFooter(Html html) => html.Element("footer", footer => footer
        .Element("p", "Made by GpuRisk; drawn with Observable Plot and D3.")
        .Element("details", details => details
            .Element("summary", "Licences of the chart library")
            .Element("pre", PageFrame.Asset("plot.LICENSES.txt"))));
}
