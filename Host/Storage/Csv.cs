using System.Globalization;

namespace GpuRisk.Host.Storage;

/// <summary>CSV as RFC 4180 has it, with line feeds.</summary>
internal static class Csv
{
    /// <summary>Lines of fields as text.</summary>
    public static string Of(IEnumerable<IEnumerable<string>> lines) =>
        string.Concat(lines.Select(fields => string.Join(',', fields.Select(Quoted)) + "\n"));

    /// <summary>A number with full precision; nothing for null.</summary>
    public static string Text(IFormattable? value) =>
        value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string field) => field.AsSpan().ContainsAny(",\"\r\n")
        ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : field;
}
