using GpuRisk.Engine.Breaches;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Runs.Breaching;

/// <summary>The drivers of breaches as CSV, with full precision.</summary>
internal static class BreachCsv
{
    private static readonly string[] Titles =
    [
        "driver", "unit", "information", "information_error", "told", "shift", "shift_error",
        .. Of("breach"), .. Of("all"),
    ];

    /// <summary>The whole text, with a header.</summary>
    public static string Of(BreachResult result) =>
        Csv.Of([Titles, .. (result.Findings?.Drivers ?? []).Select(Fields)]);

    private static IEnumerable<string> Of(string side) =>
        from figure in (string[])["mean", "p05", "p50", "p95"]
        from error in (string[])["", "_error"]
        select $"{side}_{figure}{error}";

    private static IEnumerable<string> Fields(DriverFinding driver) =>
    [
        driver.Name, driver.Unit, .. Fields(driver.Information), driver.IsTold ? "true" : "false",
        .. Fields(driver.Shift), .. Fields(driver.WhenBreached), .. Fields(driver.Always),
    ];

    private static IEnumerable<string> Fields(DriverSpread spread) =>
    [
        .. Fields(spread.Mean), .. Fields(spread.P05), .. Fields(spread.P50),
        .. Fields(spread.P95),
    ];

    private static IEnumerable<string> Fields(BreachFigure figure) =>
        [Csv.Text(figure.Value), Csv.Text(figure.StandardError)];
}
