using System.Text;
using GpuRisk.Engine.Backtesting;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Backtesting;

/// <summary>What <c>gpurisk backtest --out</c> keeps.</summary>
internal static class BacktestFolder
{
    /// <summary>The result; there last of all.</summary>
    public const string JsonName = "backtest.json";

    /// <summary>The page.</summary>
    public const string PageName = "report.html";

    private const string CellsName = "cells.csv";
    private const string ForecastsName = "forecasts.csv";

    /// <summary>Writes all files, or none.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static void Write(string folder, BacktestResult result, string page)
    {
        using var staged = new StagedFiles(folder);
        foreach ((string name, string text) in new[]
        {
            (CellsName, BacktestCsv.Cells(result)),
            (ForecastsName, BacktestCsv.Forecasts(result)),
            (PageName, page),
            (JsonName, BacktestJson.Of(result) + "\n"),
        })
        {
            staged.Write(name, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        }

        staged.Keep([], JsonName);
    }
}
