using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Runs.Sensitivities;

/// <summary>What the numbers of a scenario do to a figure as CSV, with full precision.</summary>
internal static class SensitivityCsv
{
    private static readonly string[] Titles =
    [
        "key", "value", "lower", "higher", "change_lower", "change_lower_error", "change_higher",
        "change_higher_error", "swing", "swing_error", "derivative", "derivative_error",
        "elasticity", "elasticity_error", "moved_by",
    ];

    /// <summary>The whole text, with a header.</summary>
    public static string Of(SensitivityResult result) =>
        Csv.Of([Titles, .. result.Rows.Select(Fields)]);

    private static IEnumerable<string> Fields(SensitivityRow row) =>
    [
        row.Key, Csv.Text(row.Value), Csv.Text(row.Down?.Value), Csv.Text(row.Up?.Value),
        Csv.Text(row.Down?.Change.Value), Csv.Text(row.Down?.Change.StandardError),
        Csv.Text(row.Up?.Change.Value), Csv.Text(row.Up?.Change.StandardError),
        Csv.Text(row.Swing.Value), Csv.Text(row.Swing.StandardError),
        Csv.Text(row.Derivative.Value), Csv.Text(row.Derivative.StandardError),
        Csv.Text(row.Elasticity?.Value), Csv.Text(row.Elasticity?.StandardError), row.Rule,
    ];
}
