using System.Globalization;
using GpuRisk.Engine.Backtesting;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Runs.Backtesting;

/// <summary>A backtest as CSV.</summary>
internal static class BacktestCsv
{
    private static readonly string[] CellTitles =
    [
        "asset", "process", "position", "horizonSeconds", "level", "starts", "exceedances", "share",
        "apart", "apartExceedances", "kupiec", "kupiecOverlapping", "independence", "conditional",
        "meanValueAtRisk", "shortfallRatio", "acerbiSzekely", "acerbiSzekelyPValue", "pitDistance",
        "pitPValue", "rankedScore",
    ];

    private static readonly string[] ForecastTitles =
    [
        "asset", "process", "position", "horizonSeconds", "startUtc", "realised",
        .. BacktestDay.Levels.SelectMany(level => new[]
        {
            Named("var", level), Named("es", level),
        }),
        "pit", "rankedScore",
    ];

    /// <summary>A line for each cell and level.</summary>
    public static string Cells(BacktestResult result) => Csv.Of(
    [
        CellTitles,
        .. result.Cells.SelectMany(cell => cell.Levels.Select(level => Cell(cell, level))),
    ]);

    /// <summary>A line for each forecast.</summary>
    public static string Forecasts(BacktestResult result) => Csv.Of(
    [
        ForecastTitles,
        .. result.Cells.SelectMany(cell => cell.Days.Select(day => Day(cell, day))),
    ]);

    private static string[] Cell(BacktestCell cell, LevelResult level) =>
    [
        cell.Asset, cell.Process, cell.Position, Csv.Text(cell.HorizonSeconds),
        Csv.Text(level.Level), Csv.Text(cell.Starts), Csv.Text(level.Exceedances),
        Csv.Text(level.Share), Csv.Text(cell.Apart), Csv.Text(level.ApartExceedances),
        Csv.Text(level.Kupiec), Csv.Text(level.KupiecOverlapping), Csv.Text(level.Independence),
        Csv.Text(level.Conditional), Csv.Text(level.MeanValueAtRisk),
        Csv.Text(level.ShortfallRatio), Csv.Text(level.AcerbiSzekely),
        Csv.Text(level.AcerbiSzekelyPValue), Csv.Text(cell.PitDistance), Csv.Text(cell.PitPValue),
        Csv.Text(cell.RankedScore),
    ];

    private static string[] Day(BacktestCell cell, BacktestDay day) =>
    [
        cell.Asset, cell.Process, cell.Position, Csv.Text(cell.HorizonSeconds),
        day.StartUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        Csv.Text(day.Realised),
        .. BacktestDay.Levels.SelectMany((_, i) => new[]
        {
            Csv.Text(day.ValueAtRisk[i]), Csv.Text(day.Shortfall[i]),
        }),
        Csv.Text(day.Pit), Csv.Text(day.RankedScore),
    ];

    private static string Named(string figure, double level) =>
        figure + Math.Round(100 * level).ToString(CultureInfo.InvariantCulture);
}
