using System.Globalization;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Writes the key of a fragment that says what a process was calibrated on.</summary>
internal static class FragmentSource
{
    // Shorter than what scenarios allow.
    private const int LongestName = 200;

    /// <summary>The line, below an asset's name.</summary>
    /// <param name="file">The name of the file; null where there is none.</param>
    /// <param name="returns">How many returns it was.</param>
    /// <param name="seconds">The time of one.</param>
    /// <param name="firstUtc">Where the prices begin.</param>
    /// <param name="lastUtc">Where they end.</param>
    public static string Line(
        string? file, int returns, double seconds, DateTime firstUtc, DateTime lastUtc)
    {
        string name = PrintableText.Line(file ?? "");
        if (name.Length > LongestName) name = name[..LongestName] + "...";
        string text = (name.Length > 0 ? $"{name}, " : "")
            + $"{Counted.Of(returns, "return")} of {Duration(seconds)}, "
            + $"{PriceTime.Text(firstUtc)} to {PriceTime.Text(lastUtc)} UTC";
        return $"    source: '{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static string Duration(double seconds) =>
        seconds % 86400 == 0 ? Text(seconds / 86400, "d")
        : seconds % 3600 == 0 ? Text(seconds / 3600, "h")
        : Text(seconds, "s");

    private static string Text(double number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
}
