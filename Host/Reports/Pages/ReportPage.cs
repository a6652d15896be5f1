using System.Reflection;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>The page that shows a run: one file that needs nothing else.</summary>
internal static class ReportPage
{
    // Nothing may be loaded from anywhere: the page is whole, and what it shows stays with whom
    // it was given to.
    private const string Policy =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
        + "base-uri 'none'; form-action 'none'";

    private static readonly string[] Scripts =
        ["plot.min.js", "figures.js", "draw.js", "ledger.js", "flows.js", "page.js"];

    /// <summary>The scripts within every page, to the letter.</summary>
    public static IEnumerable<string> InlineScripts =>
        Scripts.Select(script => "\n" + Asset(script));

    /// <summary>A report as a run's folder keeps it.</summary>
    public static DrawnReport Drawn(ReportData data) => new(
        data.ToBytes(),
        (result, manifest, scenario) => Of(new(result, manifest, data, scenario)));

    /// <summary>The page as HTML.</summary>
    public static string Of(ReportInput input)
    {
        var html = new Html();
        string title = Html.Escape($"{input.Result.Scenario} - GpuRisk");
        html.Raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Raw($"<title>{title}</title>\n<style>\n")
            .Raw(Asset("palette.css")).Raw(Asset("page.css"))
            .Raw("</style>\n</head>\n<body>\n")
            .Raw("<a class=\"skip\" href=\"#main\">Skip to the findings</a>\n");
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
            header.Element("p class=\"lead\"", data.Description);
            header.Element("p class=\"facts\"", string.Join(" · ", facts));
            foreach (string warning in Warnings(result).Concat(data.Notes))
            {
                header.Element("p class=\"warning\" role=\"note\"", warning);
            }

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
            yield return $"Partial: stopped after {Counted.Of(result.Paths, "path")}.";
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
            .Element("pre", Asset("plot.LICENSES.txt"))));

    private static string Asset(string name)
    {
        Assembly assembly = typeof(ReportPage).Assembly;
        using Stream stream = assembly.GetManifestResourceStream("report/" + name)
            ?? throw new InvalidOperationException($"The build holds no {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
