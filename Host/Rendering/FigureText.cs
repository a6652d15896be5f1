using System.Globalization;

namespace GpuRisk.Host.Rendering;

/// <summary>
/// Figures for people: as many digits as the sampling error supports, thousands apart, large
/// numbers in k, M, B and T.
/// </summary>
internal static class FigureText
{
    /// <summary>What stands for a figure that is not there.</summary>
    public const string None = "-";

    private const int MostDigits = 5;
    private const int PlainDigits = 4;

    private static readonly (double From, string Suffix)[] Scales =
        [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e5, "k")];

    /// <summary>
    /// A figure with its standard error in brackets, in units of the last digit shown:
    /// <c>12.34(5)</c> is 12.34 with an error of 0.05.
    /// </summary>
    /// <param name="value">The figure, or null.</param>
    /// <param name="error">Its standard error; null where unknown.</param>
    public static string Bracketed(double? value, double? error)
    {
        if (value is not { } figure)
        {
            return None;
        }

        if (error is not { } spread)
        {
            return Compact(figure) + "?";
        }

        (double scale, string suffix) = ScaleOf(figure, spread);
        int decimals = Decimals(figure / scale, spread / scale, isFine: false);
        string text = Fixed(figure / scale, decimals);
        double scaledError = Math.Round(spread / scale, decimals);
        string bracket = scaledError == 0
            ? ""
            : scaledError >= 1
                ? $"({Fixed(scaledError, decimals)})"
                : $"({Fixed(scaledError * Math.Pow(10, decimals), 0)})";
        return text + bracket + suffix;
    }

    /// <summary>A figure with its standard error after ±.</summary>
    /// <param name="value">The figure, or null.</param>
    /// <param name="error">Its standard error; null where unknown.</param>
    public static string PlusMinus(double? value, double? error)
    {
        if (value is not { } figure || error is not { } spread)
        {
            return Bracketed(value, error);
        }

        (double scale, string suffix) = ScaleOf(figure, spread);
        int decimals = Decimals(figure / scale, spread / scale, isFine: true);
        if (spread == 0)
        {
            return Fixed(figure / scale, decimals) + suffix;
        }

        string shown = Math.Round(spread / scale, decimals) == 0
            ? "<" + Fixed(Math.Pow(10, -decimals), decimals)
            : Fixed(spread / scale, decimals);
        return $"{Fixed(figure / scale, decimals)} ± {shown}{suffix}";
    }

    /// <summary>A figure in about four digits.</summary>
    public static string Compact(double value)
    {
        (double scale, string suffix) = ScaleOf(value, 0);
        double scaled = value / scale;
        int decimals = Math.Clamp(PlainDigits - 1 - Exponent(scaled), 0, MostDigits);
        return Trimmed(Fixed(scaled, decimals)) + suffix;
    }

    /// <summary>A whole number with its thousands apart.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A time as scenarios write it: <c>90d</c>, <c>1h</c>, <c>12s</c>.</summary>
    public static string Duration(double seconds)
    {
        (double unit, string name) = new[] { (86400.0, "d"), (3600.0, "h"), (60.0, "min") }
            .FirstOrDefault(unit => seconds % unit.Item1 == 0, (1.0, "s"));
        return Trimmed(Fixed(seconds / unit, 3)) + " " + name;
    }

    /// <summary>A figure with a number of decimals, and never a negative zero.</summary>
    public static string Fixed(double value, int decimals)
    {
        string format = "N" + decimals.ToString(CultureInfo.InvariantCulture);
        string text = value.ToString(format, CultureInfo.InvariantCulture);
        return text.StartsWith('-') && text.All(c => c is '-' or '0' or '.') ? text[1..] : text;
    }

    private static (double Scale, string Suffix) ScaleOf(double value, double error)
    {
        double size = Math.Max(Math.Abs(value), Math.Abs(error));
        (double from, string suffix) = Scales.FirstOrDefault(scale => size >= scale.From, (1, ""));
        return (suffix == "k" ? 1e3 : from, suffix);
    }

    /// <summary>Decimals that show the error in one digit; in two where it begins with 1 and
    /// there is room for fine figures.</summary>
    private static int Decimals(double value, double error, bool isFine)
    {
        int most = Math.Clamp(MostDigits - 1 - Exponent(value), 0, MostDigits);
        if (error <= 0)
        {
            string exact = Trimmed(Fixed(value, most));
            int point = exact.IndexOf('.', StringComparison.Ordinal);
            return point < 0 ? 0 : exact.Length - point - 1;
        }

        int exponent = Exponent(error);
        bool beginsWithOne = isFine && error / Math.Pow(10, exponent) < 1.95;
        return Math.Clamp((beginsWithOne ? 1 : 0) - exponent, 0, most);
    }

    private static int Exponent(double value) =>
        value == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));

    private static string Trimmed(string text) => text.Contains('.', StringComparison.Ordinal)
        ? text.TrimEnd('0').TrimEnd('.')
        : text;
}
