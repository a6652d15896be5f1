using System.Globalization;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>A number of a price file in the two ways in which it can be read.</summary>
/// <param name="Point">With a decimal point; not a number where it cannot be.</param>
/// <param name="Comma">With a decimal comma; not a number where it cannot be.</param>
internal readonly record struct PriceNumber(double Point, double Comma)
{
    private const int DigitsOfThousands = 3;

    private static readonly HashSet<string> Missing = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "null", "nan", "none", "n/a", "na", "#n/a", "<na>", "nil", "-", "--", ".",
    };

    /// <summary>Whether it can be read at all.</summary>
    public bool IsNumber => !double.IsNaN(Point) || !double.IsNaN(Comma);

    /// <summary>Whether both ways are possible, with different results.</summary>
    public bool IsAmbiguous => !double.IsNaN(Point) && !double.IsNaN(Comma) && Point != Comma;

    /// <summary>Whether a text says that there is no price.</summary>
    public static bool IsMissing(string text) => Missing.Contains(text);

    /// <summary>Reads a number.</summary>
    public static PriceNumber Read(string text)
    {
        string bare = text.TrimStart('$', '€', '£');
        return new PriceNumber(Read(bare, '.', ','), Read(bare, ',', '.'));
    }

    /// <summary>The value under a convention.</summary>
    public double With(DecimalSign sign) => sign switch
    {
        DecimalSign.Point => Point,
        DecimalSign.Comma => Comma,
        _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, "Unknown sign."),
    };

    private static double Read(string text, char decimalSign, char thousands)
    {
        int end = text.AsSpan().IndexOfAny(decimalSign, 'e', 'E');
        if (end < 0) end = text.Length;
        if (!IsGrouped(text.AsSpan(0, end), thousands, out string whole)) return double.NaN;
        ReadOnlySpan<char> rest = text.AsSpan(end);
        const NumberStyles styles = NumberStyles.AllowLeadingSign
            | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        string plain = rest.Length > 0 && rest[0] == decimalSign
            ? $"{whole}.{rest[1..]}"
            : $"{whole}{rest}";
        return rest.LastIndexOf(thousands) < 0
            && rest.LastIndexOf(decimalSign) <= 0
            && double.TryParse(plain, styles, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
                ? value
                : double.NaN;
    }

    /// <summary>Takes out what stands between thousands, where it stands there only.</summary>
    private static bool IsGrouped(ReadOnlySpan<char> digits, char thousands, out string whole)
    {
        whole = digits.ToString();
        if (whole.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0) return true;
        string[] groups = whole.Split(thousands, ' ', '\u00A0', '\u202F', '\'');
        if (groups.Length == 1) return true;
        string first = groups[0].TrimStart('-', '+');
        whole = string.Concat(groups);
        return first.Length is > 0 and <= DigitsOfThousands
            && first[0] != '0'
            && groups.Skip(1).All(group =>
                group.Length == DigitsOfThousands && group.All(char.IsAsciiDigit));
    }
}
