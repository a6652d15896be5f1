using System.Text;
using GpuRisk.Scenarios.Reading;
using nietras.SeparatedValues;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>A text of separated values whose separator its first lines tell.</summary>
internal sealed class CsvText : IDisposable
{
    private const int SampleLines = 60;
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Commas go last: where another separator stands they may be decimal signs.
    /// </summary>
    private static readonly char[] Separators = [';', '\t', '|', ','];

    private readonly TextReader _rest;
    private readonly string _sample;

    /// <summary>Looks at the first lines of a text.</summary>
    /// <param name="reader">The text, at its beginning; disposed with this.</param>
    public CsvText(StreamReader reader)
    {
        var sample = new StringBuilder();
        for (int i = 0; i < SampleLines && reader.ReadLine() is { } line; i++)
            sample.Append(line).Append('\n');
        _sample = sample.ToString();
        Separator = SeparatorOf(_sample.Split('\n'));
        _rest = reader;
        if (!reader.BaseStream.CanSeek)
        {
            _rest = new StringReader(_sample + reader.ReadToEnd());
            return;
        }

        reader.BaseStream.Position = 0;
        reader.DiscardBufferedData();

        // A reader looks for the mark of the encoding only once.
        if (reader.Peek() == ByteOrderMark) reader.Read();
    }

    /// <summary>What stands between two fields.</summary>
    public char Separator { get; }

    /// <summary>The first lines, each with its number.</summary>
    public List<(int Line, CsvField[] Fields)> FirstLines()
    {
        var lines = new List<(int, CsvField[])>();
        using SepReader rows = Rows(new StringReader(_sample));
        foreach (SepReader.Row row in rows) lines.Add((Line(row), CsvField.All(row)));
        return lines;
    }

    /// <summary>All rows; once only.</summary>
    public SepReader Rows() => Rows(_rest);

    /// <summary>The line in which a row begins, from 1.</summary>
    public static int Line(SepReader.Row row) =>
        // The library's own answer is one too many for the first row of a text without a header.
        row.LineNumberToExcl - 1 - row.Span.Count('\n');

    public void Dispose() => _rest.Dispose();

    private SepReader Rows(TextReader text) => Sep.New(Separator)
        .Reader(options => options with { HasHeader = false, DisableColCountCheck = true })
        .From(text);

    private static char SeparatorOf(string[] lines)
    {
        List<string> told = lines
            .Where(line => !string.IsNullOrWhiteSpace(line))
            .Select(OutsideOfQuotes)
            .ToList();
        foreach (char separator in Separators)
        {
            if (2 * told.Count(line => line.Contains(separator, StringComparison.Ordinal))
                > told.Count)
            {
                return separator;
            }
        }

        return ',';
    }

    private static string OutsideOfQuotes(string line) =>
        string.Concat(line.Split('"').Where((_, i) => i % 2 == 0));
}
