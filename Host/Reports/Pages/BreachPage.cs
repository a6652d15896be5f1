using GpuRisk.Engine.Breaches;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs.Breaching;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>The page that shows what breaches look like: one file that needs nothing else.
/// </summary>
internal static class BreachPage
{
    private const int MostDrawn = 10;

    /// <summary>The page as HTML.</summary>
    public static string Of(BreachResult result)
    {
        var html = new Html();
        PageFrame.Begin(html, $"Breaches of {result.Scenario}");
        AddHeader(html, result);
        html.Raw("\n<main id=\"main\">\n");
        if (result.Findings is { } findings) AddFindings(html, result, findings);
        if (result.Rare is { } rare)
        {
            html.Section(
                "How breaches were drawn",
                "Paths are drawn by several laws so that they breach often.",
                section => RareTable.Add(section, rare));
        }

        html.Raw("</main>\n");
        html.Element("footer", footer => footer.Element("p", "Made by GpuRisk."));
        return html.Raw("</body>\n</html>\n").ToString();
    }

    private static void AddHeader(Html html, BreachResult result) => html.Element(
        "header", header =>
        {
            header.Element(
                "div class=\"bar\"",
                bar => bar.Element("p class=\"kicker\"", "GpuRisk · reverse stress"));
            header.Element("h1", BreachText.Finding(result));
            header.Element("p class=\"lead\"", BreachText.Telling(result));
            header.Element("p class=\"facts\"", BreachText.Basis(result));
            foreach (string warning in result.Warnings)
                header.Element("p class=\"warning\" role=\"note\"", warning);
        });

    private static void AddFindings(Html html, BreachResult result, BreachFindings findings)
    {
        DriverFinding[] told = [.. findings.Drivers.Where(driver => driver.IsTold)];
        html.Section(
            "What tells a breach",
            "The middle nine tenths and the median of each driver, orange on breaching paths, grey "
            + "on all paths, the most telling first. Each row has a scale of its own; at the right "
            + "is how much of what there is to know of a breach it tells.",
            section => section.Element("figure", figure => figure.Element(
                "div class=\"canvas\"",
                canvas => canvas.Raw(BreachDrawing.Of([.. told.Take(MostDrawn)])))));
        html.Section("Every driver", BreachText.AboutDrivers, section => section.Table(
            BreachText.DriverTitles, BreachText.DriverTexts,
            findings.Drivers.Select(BreachText.Row)));
        html.Section("What happens, and when", BreachText.AboutEvents(findings), section =>
        {
            section.Table(BreachText.EventTitles, 1, findings.Events.Select(BreachText.Row));
            section.Table(BreachText.OrderTitles, 1, findings.Orders.Select(BreachText.Row));
        });
        AddOverTime(html, findings);
        html.Section(
            "Representative paths", BreachText.AboutRepresentatives, section =>
            {
                foreach ((RepresentativePath path, string command) in
                    findings.Representatives.Zip(result.Replays))
                {
                    section.Element("p", BreachText.Sentence(findings, path));
                    section.Element("pre", command);
                }
            });
    }

    private static void AddOverTime(Html html, BreachFindings findings) => html.Section(
        "Over time",
        "The middle nine tenths of paths and the median, orange of breaching paths, grey of all; "
        + "black lines are the representative paths, the first of them unbroken.",
        section => section.Element("div class=\"grid fans\"", grid =>
        {
            foreach ((int i, BreachBand band) in findings.Bands.Index())
            {
                grid.Element("figure", figure =>
                {
                    figure.Element("figcaption", $"{band.Name}, {band.Unit}");
                    figure.Element(
                        "div class=\"canvas\"",
                        canvas => canvas.Raw(BreachDrawing.OverTime(findings, i)));
                });
            }
        }));
}
