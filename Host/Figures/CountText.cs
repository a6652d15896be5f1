using System.Globalization;

namespace GpuRisk.Host.Figures;

/// <summary>Whole numbers as people write them: <c>1000000</c>, <c>1_000_000</c>, <c>1e6</c>,
/// <c>2.5e5</c>.</summary>
internal static class CountText
{
    /// <summary>Reads a number; null where the text is none or it is out of bounds.</summary>
    /// <param name="text">The text.</param>
    /// <param name="least">The least number allowed.</param>
    /// <param name="most">The greatest number allowed.</param>
    public static long? Read(string text, long least, long most)
    {
        // Decimal is exact for all that is allowed here, so 1.1e1 is 11 and not almost.
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        bool isNumber = decimal.TryParse(
            digits, NumberStyles.AllowExponent | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out decimal value);
        bool isCount = isNumber && decimal.IsInteger(value) && value >= least && value <= most;
        return isCount && !text.StartsWith('_') && !text.EndsWith('_') ? (long)value : null;
    }
}
