using System.Globalization;
using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Figures;

/// <summary>
/// Figures for people: as many digits as the sampling error supports, thousands apart, a figure
/// and its error in one scale (k, M, B, T). <c>Reports/Pages/assets/figures.js</c> has the same
/// rule for what pages draw; a test compares the two.
/// </summary>
internal static class FigureText
{
    /// <summary>What stands for a figure that is not there.</summary>
    public const string None = "-";

    /// <summary>What stands for an error or a bound that is not known.</summary>
    public const string Unknown = "?";

    /// <summary>Stands behind figures whose error rests on too few outcomes.</summary>
    public const string Untrusted = "~";

    private const int MostDigits = 5;
    private const int PlainDigits = 4;

    // Of a 95% interval, as far as digits are concerned.
    private const double ErrorsOfInterval = 4;

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
            return Compact(figure) + Unknown;
        }

        (double scale, string suffix) = FigureScale.Of(figure, spread);
        int decimals = Decimals(figure / scale, spread / scale, isFine: false);
        string shown = Fixed(spread / scale, decimals);
        string bracket = IsZero(shown) ? ""
            : spread / scale >= 1 || shown[0] != '0' ? $"({shown})"
            : $"({shown.TrimStart('0', '.')})";
        return Fixed(figure / scale, decimals) + bracket + suffix;
    }

    /// <summary>A figure with its error in brackets, marked where that cannot be trusted.</summary>
    /// <param name="value">The figure, or null.</param>
    /// <param name="error">Its error, in the figure's unit.</param>
    /// <param name="factor">What both are multiplied by.</param>
    public static string Bracketed(double? value, Uncertainty error, double factor) =>
        error.Untrusted && value is not null
            ? Bracketed(value * factor, error.StandardError * factor).TrimEnd('?') + Untrusted
            : Bracketed(value * factor, error.StandardError * factor);

    /// <summary>A figure with its standard error after ±.</summary>
    /// <param name="value">The figure, or null.</param>
    /// <param name="error">Its standard error; null where unknown.</param>
    /// <param name="scale">The scale of the column, or null for the figure's own.</param>
    public static string PlusMinus(double? value, double? error, FigureScale? scale = null)
    {
        if (value is not { } figure)
        {
            return None;
        }

        (double factor, string suffix) = scale ?? FigureScale.Of(figure, error);
        double scaled = figure / factor;
        if (error is not { } spread)
        {
            return $"{Trimmed(Fixed(scaled, PlainDecimals(scaled)))}{suffix} ± {Unknown}";
        }

        int decimals = Decimals(scaled, spread / factor, isFine: true);
        string text = Fixed(scaled, decimals) + suffix;
        if (spread == 0)
        {
            return text;
        }

        string shown = Fixed(spread / factor, decimals);
        return IsZero(shown)
            ? $"{text} ± <{Fixed(Math.Pow(10, -decimals), decimals)}{suffix}"
            : $"{text} ± {shown}{suffix}";
    }

    /// <summary>
    /// A mean with its error, or with the interval that bounds it where the error cannot be
    /// trusted: <c>0 [0, 3.8k]</c>; a question mark is a bound that is not known.
    /// </summary>
    /// <param name="value">The mean, or null.</param>
    /// <param name="error">Its error, in the mean's unit.</param>
    /// <param name="factor">What all are multiplied by.</param>
    /// <param name="scale">The scale of the column, or null for the mean's own.</param>
    public static string Mean(
        double? value, Uncertainty error, double factor, FigureScale? scale = null)
    {
        if (value is null || !error.Untrusted || (error.Low is null && error.High is null))
        {
            return PlusMinus(
                value * factor,
                error.Untrusted ? null : error.StandardError * factor,
                scale);
        }

        double? low = error.Low * factor;
        double? high = error.High * factor;
        (double unit, string suffix) = scale ?? FigureScale.Of(value * factor, low, high);
        double? spread = high - low is > 0 and { } width
            ? width / ErrorsOfInterval
            : error.StandardError * factor
                ?? Math.Abs((low ?? high)!.Value - (value.Value * factor));
        int decimals = Decimals(value.Value * factor / unit, (spread ?? 0) / unit, isFine: true);
        string End(double? end) => end switch
        {
            null => Unknown,
            0 => "0",
            { } known => Fixed(known / unit, decimals) + suffix,
        };

        return $"{End(value * factor)} [{End(low)}, {End(high)}]";
    }

    /// <summary>A figure in about four digits.</summary>
    /// <param name="value">The figure.</param>
    /// <param name="scale">The scale of those beside it, or null for its own.</param>
    public static string Compact(double value, FigureScale? scale = null)
    {
        (double factor, string suffix) = scale ?? FigureScale.Of(value);
        double scaled = value / factor;
        return Trimmed(Fixed(scaled, PlainDecimals(scaled))) + suffix;
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
        return text.StartsWith('-') && IsZero(text) ? text[1..] : text;
    }

    /// <summary>The power of ten of a figure's first digit; 0 of zero.</summary>
    public static int Exponent(double value) =>
        value == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));

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

    private static int PlainDecimals(double value) =>
        Math.Clamp(PlainDigits - 1 - Exponent(value), 0, MostDigits);

    private static bool IsZero(string text) => text.All(c => c is '-' or '0' or '.' or ',');

    private static string Trimmed(string text) => text.Contains('.', StringComparison.Ordinal)
        ? text.TrimEnd('0').TrimEnd('.')
        : text;
}
