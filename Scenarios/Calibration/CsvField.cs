using nietras.SeparatedValues;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>A field of a line of CSV.</summary>
/// <param name="Text">What it says, without blanks and quotes around it.</param>
/// <param name="Column">Where it begins in the line, from 1.</param>
internal readonly record struct CsvField(string Text, int Column)
{
    /// <summary>A field of a row.</summary>
    public static CsvField Of(SepReader.Row row, int index)
    {
        int start = 0;
        for (int i = 0; i < index; i++) start += row[i].Span.Length + 1;
        ReadOnlySpan<char> raw = row[index].Span;
        int blanks = raw.Length - raw.TrimStart().Length;
        return new CsvField(Unquoted(raw.Trim()), start + blanks + 1);
    }

    /// <summary>All fields of a row.</summary>
    public static List<CsvField> All(SepReader.Row row)
    {
        var fields = new List<CsvField>(row.ColCount);
        for (int i = 0; i < row.ColCount; i++) fields.Add(Of(row, i));
        return fields;
    }

    private static string Unquoted(ReadOnlySpan<char> text) =>
        text.Length >= 2 && text[0] == '"' && text[^1] == '"'
            ? text[1..^1].Trim().ToString()
            : text.ToString();
}
