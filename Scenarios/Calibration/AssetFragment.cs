using System.Globalization;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Writes an estimate as the <c>assets:</c> of a scenario.</summary>
internal static class AssetFragment
{
    private const string NumberFormat = "G6";

    /// <summary>The fragment; null where no model fits into a scenario.</summary>
    /// <param name="name">The asset's name.</param>
    /// <param name="sample">The data.</param>
    /// <param name="fits">Processes, the one to use first; others become comments.</param>
    public static string? Of(
        string name, PriceSample sample, IReadOnlyList<(string Title, PriceProcess Process)> fits)
    {
        if (fits.Count == 0) return null;
        var lines = new List<string>
        {
            $"# Estimated from {sample.Returns} returns over {Number(sample.IntervalSeconds)} s, "
                + $"{PriceTime.Text(sample.FirstUtc)} to {PriceTime.Text(sample.LastUtc)} UTC.",
            "assets:",
            $"  {name}:",
            $"    price: {sample.LastPrice.ToString("R", CultureInfo.InvariantCulture)}",
        };
        for (int i = 0; i < fits.Count; i++)
        {
            string mark = i == 0 ? "    " : "    # ";
            lines.Add($"    # {fits[i].Title}");
            lines.Add($"{mark}process:");
            lines.AddRange(Keys(fits[i].Process).Select(key => $"{mark}  {key}"));
        }

        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Keys(PriceProcess process) => process switch
    {
        GbmProcess gbm =>
        [
            "kind: gbm",
            $"drift: {Number(gbm.DriftPerYear)}",
            $"volatility: {Number(gbm.VolatilityPerYear)}",
        ],
        MertonProcess merton =>
        [
            "kind: merton",
            $"drift: {Number(merton.DriftPerYear)}",
            $"volatility: {Number(merton.VolatilityPerYear)}",
            $"jumpsPerYear: {Number(merton.JumpsPerYear)}",
            $"jumpMean: {Number(merton.JumpMean)}",
            $"jumpStdDev: {Number(merton.JumpStdDev)}",
            "compensated: true",
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(process), process, "Unknown process."),
    };

    private static string Number(double value) =>
        value.ToString(NumberFormat, CultureInfo.InvariantCulture);
}
