using System.Globalization;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Writes the key of a fragment that says what it was calibrated on.</summary>
internal static class FragmentSource
{
    // Shorter than what scenarios allow.
    private const int LongestName = 200;

    /// <summary>The line, below the name of an asset or a pool.</summary>
    /// <param name="file">The name of the file; null where there is none.</param>
    /// <param name="noun">What it was, one of them: a return or a period.</param>
    /// <param name="count">How many it was.</param>
    /// <param name="seconds">The time of one.</param>
    /// <param name="firstUtc">Where the file begins.</param>
    /// <param name="lastUtc">Where it ends.</param>
    public static string Line(
        string? file, string noun, int count, double seconds, DateTime firstUtc, DateTime lastUtc)
    {
        string name = PrintableText.Line(file ?? "");
        if (name.Length > LongestName) name = name[..LongestName] + "...";
        string text = (name.Length > 0 ? $"{name}, " : "")
            + $"{Counted.Of(count, noun)} of {Duration(seconds)}, "
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
