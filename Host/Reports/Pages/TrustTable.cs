using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>What the price of each asset rests on: its process, what that was calibrated on, and
/// how it did against history.</summary>
internal static class TrustTable
{
    private static readonly string[] Titles =
    [
        "asset", "process", "calibrated on", "history says", "VaR rejected", "shortfalls",
        "distributions", "CRPS", "worst, beyond it",
    ];

    /// <summary>Adds it.</summary>
    public static void Add(Html html, IReadOnlyList<AssetTrust> assets)
    {
        html.Element(
            "p class=\"about\"",
            "A run is worth what its processes are. Backtests fit each of them to the past alone, "
            + "at many past times, and count tests at 5 % that reject what it then says: of values "
            + "at risk (Kupiec), of expected shortfalls (Acerbi, Szekely) and of distributions as "
            + $"a whole (PIT). Of {Tests} tests, at most {BacktestRecord.MostByChance(Tests)} "
            + $"reject right forecasts, and of {PitTests} at most "
            + $"{BacktestRecord.MostByChance(PitTests)}, in 95 % of cases: with more value at risk "
            + "rejected history refutes a process, with more distributions its shape. CRPS is its "
            + $"score over that of gbm, lower is better. How it was done: {TrustLine.Place}.");
        html.Table("What the prices rest on", table =>
        {
            table.Titles(Titles, 4);
            table.Element("tbody", body =>
            {
                foreach (AssetTrust asset in assets) body.Row(Cells(asset), 4);
            });
        });
    }

    private static int Tests => BacktestRecord.All[0].Tests;

    private static int PitTests => BacktestRecord.All[0].PitTests;

    private static string[] Cells(AssetTrust asset) =>
    [
        asset.Asset,
        asset.Process,
        asset.Source ?? "not stated",
        asset.Verdict switch
        {
            TrustVerdict.NotBacktested => "not backtested",
            TrustVerdict.NotRefuted => "not refuted",
            TrustVerdict.ShapeRefuted => "shape refuted",
            TrustVerdict.Refuted => "REFUTED",
            _ => throw new ArgumentOutOfRangeException(
                nameof(asset), asset.Verdict, "There is no such verdict."),
        },
        .. asset.Backtest is { } record
            ? (string[])
            [
                $"{record.KupiecRejects} of {record.Tests}",
                $"{record.AcerbiSzekelyRejects} of {record.Tests}",
                $"{record.PitRejects} of {record.PitTests}",
                FigureText.Fixed(record.Crps, 3),
                Worst(record.Worst),
            ]
            : [.. Enumerable.Repeat(FigureText.None, 5)],
    ];

    private static string Worst(BacktestWorst worst) =>
        $"{worst.Position} {worst.HorizonDays} d {BacktestText.Name(worst.Level)}: "
        + BacktestText.Percent(worst.Beyond);
}
