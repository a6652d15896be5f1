namespace GpuRisk.Scenarios.Calibration;

/// <summary>A field of a line of CSV.</summary>
/// <param name="Text">What it says, without blanks and quotes around it.</param>
/// <param name="Column">Where it begins in the line, from 1.</param>
internal readonly record struct CsvField(string Text, int Column)
{
    /// <summary>
    /// Splits a line at its commas, save those between double quotes. A quote that is not closed
    /// reaches to the end of the line; no price or time is read from such a field.
    /// </summary>
    public static List<CsvField> Split(string line)
    {
        var fields = new List<CsvField>();
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i <= line.Length; i++)
        {
            if (i < line.Length)
            {
                if (line[i] == '"') isQuoted = !isQuoted;
                if (line[i] != ',' || isQuoted) continue;
            }

            fields.Add(Between(line, start, i));
            start = i + 1;
        }

        return fields;
    }

    private static CsvField Between(string line, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(line[start])) start++;
        while (end > start && char.IsWhiteSpace(line[end - 1])) end--;
        bool isQuoted = end - start >= 2 && line[start] == '"' && line[end - 1] == '"';
        string text = isQuoted ? line[(start + 1)..(end - 1)] : line[start..end];
        return new CsvField(text, start + 1);
    }
}
