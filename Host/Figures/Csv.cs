using System.Globalization;

namespace GpuRisk.Host.Figures;

/// <summary>CSV as RFC 4180 has it, with line feeds. Spreadsheets take texts that begin like a
/// formula for one, so an apostrophe goes before them; numbers stay numbers.</summary>
internal static class Csv
{
    /// <summary>Lines of fields as text.</summary>
    public static string Of(IEnumerable<IEnumerable<string>> lines) =>
        string.Concat(lines.Select(fields => string.Join(',', fields.Select(Quoted)) + "\n"));

    /// <summary>A number with full precision; nothing for null.</summary>
    public static string Text(IFormattable? value) =>
        value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string field)
    {
        string safe = IsFormula(field) ? "'" + field : field;
        return safe.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }

    private static bool IsFormula(string field) =>
        field.Length > 0
        && field[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠'
        && !double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
