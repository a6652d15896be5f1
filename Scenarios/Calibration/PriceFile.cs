using System.Text;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>
/// Reads prices from CSV as exchanges and data sites write it. The header names the columns;
/// nothing that stands in a file makes it throw.
/// </summary>
public static class PriceFile
{
    private const long MaximumBytes = 512L * 1024 * 1024;
    private const int MaximumRows = 5_000_000;

    /// <summary>Lines that may stand before the header, as the address of a site.</summary>
    private const int MaximumPreamble = 10;

    /// <summary>Reads the prices asked for, in order of time.</summary>
    public static PriceFileResult Read(PriceFileRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var log = new ErrorLog(request.Path);
        PriceSeries? series = Opened(request, log);
        return new PriceFileResult(log.IsEmpty ? series : null, log.IsEmpty ? [] : log.Sorted());
    }

    private static PriceSeries? Opened(PriceFileRequest request, ErrorLog log)
    {
        var start = new Place(request.Path, 1, 1);
        try
        {
            if (string.IsNullOrWhiteSpace(request.Path) || Directory.Exists(request.Path))
            {
                log.Add(start, "", "this is not the name of a file; name a CSV file of prices");
                return null;
            }

            using var reader = new StreamReader(request.Path, new UTF8Encoding(false, true));
            if (reader.BaseStream.CanSeek && reader.BaseStream.Length > MaximumBytes)
            {
                log.Add(
                    start, "", $"the file is larger than {MaximumBytes} bytes, the most allowed");
                return null;
            }

            return Rows(reader, request, log) is { } rows
                ? PriceOrder.Series(rows, request, log)
                : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            log.Add(start, "", "there is no such file");
        }
        catch (DecoderFallbackException)
        {
            log.Add(start, "", "found bytes that are not UTF-8; prices are text in CSV");
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            log.Add(start, "", $"the file cannot be read: {e.Message}");
        }

        return null;
    }

    private static List<PriceRow>? Rows(
        StreamReader reader, PriceFileRequest request, ErrorLog log)
    {
        var rows = new List<PriceRow>();
        PriceLayout? layout = null;
        var assets = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int line = 1; reader.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            var place = new Place(request.Path, line, 1);
            if (layout is null)
            {
                if (line <= MaximumPreamble && IsPreamble(text)) continue;
                List<CsvField> fields = CsvField.Split(text);
                bool hasNoHeader = PriceLayout.IsBinanceData(fields);
                layout = hasNoHeader
                    ? PriceLayout.OfBinance(request.Column, place, log)
                    : PriceLayout.Find(fields, request.Column, place, log);
                if (layout is null) return null;
                if (!hasNoHeader) continue;
            }

            if (PriceRow.Read(text, line, layout, request) is not { } row) continue;
            if (rows.Count == MaximumRows)
            {
                log.Add(place, "", $"found more than {MaximumRows} rows, the most allowed");
                return null;
            }

            rows.Add(row with { Asset = Same(row.Asset, assets) });
        }

        if (layout is not null) return rows;
        log.Add(new Place(request.Path, 1, 1), "", "found no header; allowed is CSV with one");
        return null;
    }

    /// <summary>The same name need not be kept a million times.</summary>
    private static string? Same(string? asset, Dictionary<string, string> assets)
    {
        if (asset is null) return null;
        if (assets.TryGetValue(asset, out string? known)) return known;
        assets.Add(asset, asset);
        return asset;
    }

    private static bool IsPreamble(string text) =>
        text.StartsWith('#')
        || text.StartsWith("http", StringComparison.OrdinalIgnoreCase)
        || !text.Contains(',', StringComparison.Ordinal)
            && !text.Contains(';', StringComparison.Ordinal)
            && !text.Contains('\t', StringComparison.Ordinal);
}
