using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Where times and prices stand in a file.</summary>
/// <param name="Time">The index of the field with the time.</param>
/// <param name="Price">The index of the field with the price.</param>
/// <param name="Asset">The index of the field with the asset; null where there is none.</param>
/// <param name="FieldCount">The number of fields of each line.</param>
/// <param name="FirstLine">The first line with data.</param>
internal sealed record PriceLayout(
    int Time, int Price, int? Asset, int FieldCount, int FirstLine)
{
    /// <summary>Lines that may stand before the header, as the address of a site.</summary>
    private const int MaximumPreamble = 10;

    /// <summary>A file of yfinance has three.</summary>
    private const int MaximumHeaders = 4;

    /// <summary>Finds the columns, or tells what is missing.</summary>
    /// <param name="lines">The first lines of the file.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="log">Takes the errors.</param>
    public static PriceLayout? Find(
        IEnumerable<(int Line, CsvField[] Fields)> lines,
        PriceFileRequest request,
        ErrorLog log)
    {
        List<(int Line, CsvField[] Fields)> told = lines
            .Where(line => line.Fields.Any(field => field.Text.Length > 0))
            .SkipWhile(line => line.Line <= MaximumPreamble && IsPreamble(line.Fields))
            .ToList();
        List<(int Line, CsvField[] Fields)> headers = told
            .TakeWhile((line, i) => i < MaximumHeaders && IsHeader(line.Fields))
            .ToList();
        List<(int Line, CsvField[] Fields)> data = told.Skip(headers.Count).ToList();
        if (headers.Count > 0)
        {
            // A sentence before the header may have commas of its own.
            int first = headers.FindLastIndex(
                line => line.Fields.Length != headers[^1].Fields.Length) + 1;
            return new PriceHeader(headers[first..], request, log).Layout();
        }

        if (data.Count > 0) return PriceShape.Layout(data, request, log);
        log.Add(
            new Place(request.Path, 1, 1), "", "found no header; allowed is CSV with prices");
        return null;
    }

    private static bool IsPreamble(CsvField[] fields) =>
        fields.Length == 1
        || fields[0].Text.StartsWith('#')
        || fields[0].Text.StartsWith("http", StringComparison.OrdinalIgnoreCase);

    private static bool IsHeader(CsvField[] fields) => !fields.Any(field =>
        field.Text.StartsWith('"')
        || PriceNumber.Read(field.Text).IsNumber
        || PriceTime.Read(field.Text, PriceTime.Earliest).IsTime);
}
