using GpuRisk.Engine.Backtesting;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>The page that shows a backtest: one file that needs nothing else.</summary>
internal static class BacktestPage
{
    /// <summary>The page as HTML.</summary>
    public static string Of(BacktestResult result)
    {
        var html = new Html();
        PageFrame.Begin(html, "Backtest");
        AddHeader(html, result);
        html.Raw("\n<main id=\"main\">\n");
        AddTables(html, result);
        AddPictures(html, result);
        AddCells(html, result);
        html.Raw("</main>\n");
        html.Element("footer", footer => footer.Element("p", "Made by GpuRisk."));
        return html.Raw("</body>\n</html>\n").ToString();
    }

    private static void AddHeader(Html html, BacktestResult result)
    {
        string[] facts =
        [
            $"calibrated on {FigureText.Duration(result.WindowSeconds)} of returns of "
                + FigureText.Duration(result.SamplingSeconds),
            $"a forecast every {FigureText.Duration(result.EverySeconds)}",
            $"{Counted.Of(result.Paths, "path")} each",
            $"seed {result.Seed}",
        ];
        html.Element("header", header =>
        {
            header.Element(
                "div class=\"bar\"",
                bar => bar.Element("p class=\"kicker\"", "GpuRisk · backtest"));
            header.Element("h1", BacktestText.Finding(result));
            header.Element(
                "p class=\"lead\"",
                "Each process was fitted to what was known at each start, simulated from there, "
                + "and compared with what came.");
            header.Element("p class=\"facts\"", string.Join(" · ", facts));
            foreach (BacktestAsset asset in result.Assets)
                header.Element("p class=\"facts\"", BacktestRendering.Fact(asset));
            foreach (string warning in result.Warnings)
                header.Element("p class=\"warning\" role=\"note\"", warning);
        });
    }

    private static void AddTables(Html html, BacktestResult result)
    {
        html.Section(
            "Processes",
            "Kupiec tests whether value at risk is exceeded as often as it says, Acerbi and "
            + "Szekely whether losses beyond it are as large as the expected shortfall says, PIT "
            + "whether forecasts' probabilities of what came are spread evenly; of right forecasts "
            + "each rejects one in twenty. CRPS, the distance of forecasts from what came, is told "
            + "in parts of the first process's: less is better.",
            section => section.Table(
                BacktestText.ProcessTitles, BacktestText.ProcessTexts,
                result.Processes.Select(BacktestText.Row)));
        html.Section(
            "All assets together",
            "The share of forecasts whose loss was beyond value at risk, which says 5 % and 1 %. "
            + "Assets fall together, so that p is too small.",
            section => section.Table(
                BacktestText.PooledTitles, BacktestText.PooledTexts,
                result.Processes.SelectMany(BacktestText.Pooled)));
    }

    private static void AddPictures(Html html, BacktestResult result) => html.Section(
        "Forecasts and what came",
        "Left: what came, the 95 % value at risk above it and the 99 % one as a line, and dots "
        + "where the loss was beyond the 99 % one. Right: how often what came had each tenth of "
        + "the forecasts' probability, beside the even share.",
        section =>
        {
            foreach (IGrouping<string, BacktestCell> cells in
                result.Cells.GroupBy(cell => cell.Process))
            {
                section.Element("details", details =>
                {
                    details.Element("summary", cells.Key);
                    details.Element("div class=\"grid\"", grid =>
                    {
                        foreach (BacktestCell cell in cells) AddPicture(grid, cell);
                    });
                });
            }
        });

    private static void AddPicture(Html grid, BacktestCell cell) => grid.Element("figure", figure =>
    {
        string title = $"{cell.Asset}, {cell.Position}, {FigureText.Duration(cell.HorizonSeconds)}";
        figure.Element("figcaption", title);
        figure.Element("div class=\"canvas\"", canvas => canvas.Raw(BacktestDrawing.Of(cell)));
    });

    private static void AddCells(Html html, BacktestResult result) => html.Section(
        "Every cell",
        "Shares, ratio and scores are of all starts; tests rest on those that do not overlap, "
        + "whose number is in brackets where it is less. ES ratio is the losses beyond value at "
        + "risk over what expected shortfall said of them; Z2 is 0 where losses are as they "
        + "should be and negative where they are larger.",
        section => section.Table(
            BacktestText.CellTitles, BacktestText.CellTexts,
            result.Cells.Select(BacktestText.Row)));
}
