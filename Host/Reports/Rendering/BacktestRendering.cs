using GpuRisk.Engine.Backtesting;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>A backtest on the terminal.</summary>
internal static class BacktestRendering
{
    /// <summary>Draws what history says.</summary>
    public static void Draw(IAnsiConsole console, BacktestResult result)
    {
        foreach (BacktestAsset asset in result.Assets)
            console.MarkupLineInterpolated($"{Fact(asset)}");
        FigureTable.Draw(
            console, BacktestText.ProcessTitles, BacktestText.ProcessTexts,
            result.Processes.Select(BacktestText.Row));
        FigureTable.Draw(
            console, BacktestText.PooledTitles, BacktestText.PooledTexts,
            result.Processes.SelectMany(BacktestText.Pooled));
        if (result.Processes.Count == 1)
        {
            FigureTable.Draw(
                console, BacktestText.CellTitles, BacktestText.CellTexts,
                result.Cells.Select(BacktestText.Row));
        }

        console.MarkupLineInterpolated($"[bold]{BacktestText.Finding(result)}[/]");
        foreach (string warning in result.Warnings)
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
    }

    /// <summary>An asset and its forecasts in a sentence.</summary>
    public static string Fact(BacktestAsset asset) =>
        $"{asset.Name}: {Counted.Of(asset.Starts, "forecast")}, "
        + $"{PriceCalibration.TimeText(asset.FirstUtc)} to "
        + $"{PriceCalibration.TimeText(asset.LastUtc)} UTC"
        + (asset.Dropped > 0 ? $"; {asset.Dropped} left out for missing prices" : "");
}
