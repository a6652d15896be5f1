using System.Globalization;
using GpuRisk.Engine.Backtesting;

namespace GpuRisk.Host.Figures;

/// <summary>Figures of a backtest as people read them.</summary>
internal static class BacktestText
{
    /// <summary>Titles of the table of processes.</summary>
    public static IReadOnlyList<string> ProcessTitles { get; } =
    [
        "process", "Kupiec rejects", "overlapping", "Acerbi-Szekely rejects", "PIT rejects",
        "CRPS", "gbm stood in",
    ];

    /// <summary>Titles of the table of all assets together.</summary>
    public static IReadOnlyList<string> PooledTitles { get; } =
    [
        "process", "position", "horizon",
        .. BacktestDay.Levels.SelectMany(level => new[] { $"beyond {Name(level)}", "p" }),
    ];

    /// <summary>Titles of the table of cells.</summary>
    public static IReadOnlyList<string> CellTitles { get; } =
    [
        "asset", "process", "position", "horizon", "starts",
        .. BacktestDay.Levels.SelectMany(level => new[]
        {
            $"beyond {Name(level)}", "Kupiec", "Christoffersen", "ES ratio", "Z2", "p",
        }),
        "PIT p", "CRPS",
    ];

    /// <summary>How many columns hold text, by table.</summary>
    public const int ProcessTexts = 1;

    /// <inheritdoc cref="ProcessTexts"/>
    public const int PooledTexts = 3;

    /// <inheritdoc cref="ProcessTexts"/>
    public const int CellTexts = 4;

    /// <summary>A process in one line.</summary>
    public static string[] Row(BacktestProcess process) =>
    [
        process.Name,
        $"{process.Rejected} of {process.Tests}",
        $"{process.RejectedOverlapping} of {process.Tests}",
        $"{process.ShortfallRejected} of {process.Tests}",
        $"{process.PitRejected} of {process.Tests / BacktestDay.Levels.Count}",
        FigureText.Fixed(process.RankedScore, 3),
        FigureText.Count(process.Substituted),
    ];

    /// <summary>All assets together, a line for each position and horizon.</summary>
    public static IEnumerable<string[]> Pooled(BacktestProcess process) => process.Pooled
        .GroupBy(pooled => (pooled.Position, pooled.HorizonSeconds))
        .OrderBy(same => same.Key.Position, StringComparer.Ordinal)
        .ThenBy(same => same.Key.HorizonSeconds)
        .Select(same => (string[])
        [
            process.Name, same.Key.Position, FigureText.Duration(same.Key.HorizonSeconds),
            .. same.SelectMany(pooled => new[] { Percent(pooled.Share), PValue(pooled.Kupiec) }),
        ]);

    /// <summary>A cell in one line.</summary>
    public static string[] Row(BacktestCell cell) =>
    [
        cell.Asset, cell.Process, cell.Position, FigureText.Duration(cell.HorizonSeconds),
        cell.Apart == cell.Starts
            ? FigureText.Count(cell.Starts)
            : $"{FigureText.Count(cell.Starts)} ({FigureText.Count(cell.Apart)})",
        .. cell.Levels.SelectMany(level => new[]
        {
            Percent(level.Share),
            PValue(level.Kupiec),
            PValue(level.Conditional),
            level.ShortfallRatio is { } ratio ? FigureText.Fixed(ratio, 2) : FigureText.None,
            FigureText.Fixed(level.AcerbiSzekely, 2),
            PValue(level.AcerbiSzekelyPValue),
        }),
        PValue(cell.PitPValue),
        Percent(cell.RankedScore, 2),
    ];

    /// <summary>What the tables say, in a sentence.</summary>
    public static string Finding(BacktestResult result)
    {
        BacktestProcess best = result.Processes
            .OrderBy(process => process.Rejected)
            .ThenBy(process => process.RankedScore)
            .First();
        return result.Processes.Count == 1
            ? $"History rejects {best.Rejected} of {best.Tests} statements of {best.Name} at 5 %."
            : $"History rejects the fewest statements of {best.Name}: {best.Rejected} of "
                + $"{best.Tests} at 5 %.";
    }

    /// <summary>A level as in VaR99.</summary>
    public static string Name(double level) =>
        "VaR" + Math.Round(100 * level).ToString(CultureInfo.InvariantCulture);

    /// <summary>A p-value.</summary>
    public static string PValue(double value) =>
        value < 0.0005 ? "<0.001" : FigureText.Fixed(value, 3);

    /// <summary>A share.</summary>
    public static string Percent(double value, int decimals = 1) =>
        FigureText.Fixed(100 * value, decimals) + " %";
}
