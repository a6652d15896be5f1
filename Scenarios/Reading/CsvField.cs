using nietras.SeparatedValues;

namespace GpuRisk.Scenarios.Reading;

/// <summary>A field of a line of CSV.</summary>
/// <param name="Text">What it says, without blanks and quotes around it.</param>
/// <param name="Column">Where it begins in the line, from 1.</param>
internal readonly record struct CsvField(string Text, int Column)
{
    /// <summary>A field of a row.</summary>
    public static CsvField Of(SepReader.Row row, int index)
    {
        int start = 1;
        for (int i = 0; i < index; i++) start += row[i].Span.Length + 1;
        return Of(row[index].Span, start);
    }

    /// <summary>All fields of a row.</summary>
    public static CsvField[] All(SepReader.Row row)
    {
        var fields = new CsvField[row.ColCount];
        int start = 1;
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = Of(row[i].Span, start);
            start += row[i].Span.Length + 1;
        }

        return fields;
    }

    private static CsvField Of(ReadOnlySpan<char> raw, int start)
    {
        int blanks = raw.Length - raw.TrimStart().Length;
        return new CsvField(Unquoted(raw.Trim()), start + blanks);
    }

    private static string Unquoted(ReadOnlySpan<char> text) =>
        text.Length >= 2 && text[0] == '"' && text[^1] == '"'
            ? text[1..^1].Trim().ToString().Replace("\"\"", "\"", StringComparison.Ordinal)
            : text.ToString();
}
