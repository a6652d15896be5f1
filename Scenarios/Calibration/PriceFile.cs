using System.Text;
using GpuRisk.Scenarios.Reading;
using nietras.SeparatedValues;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>
/// Reads prices from CSV as exchanges and data sites write it. The header, or else the shape of
/// the lines, tells the columns; nothing that stands in a file makes it throw.
/// </summary>
public static class PriceFile
{
    private const long MaximumBytes = 512L * 1024 * 1024;
    private const int MaximumRows = 5_000_000;

    /// <summary>Reads the prices asked for, in order of time.</summary>
    public static PriceFileResult Read(PriceFileRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var log = new ErrorLog(request.Path);
        PriceSeries? series = Opened(request, PriceOrder.Series, log);
        return new PriceFileResult(log.IsEmpty ? series : null, log.IsEmpty ? [] : log.Sorted());
    }

    /// <summary>Reads the values asked for, however many there are and however far apart.
    /// </summary>
    internal static PriceValues ReadValues(PriceFileRequest request)
    {
        var log = new ErrorLog(request.Path);
        PriceOrder.Read? read = Opened(request, PriceOrder.Values, log);
        return log.IsEmpty ? new(read!.Points, []) : new([], log.Sorted());
    }

    private static T? Opened<T>(
        PriceFileRequest request,
        Func<List<PriceRow>, char, PriceFileRequest, ErrorLog, T?> ordered,
        ErrorLog log)
        where T : class
    {
        var start = new Place(request.Path, 1, 1);
        try
        {
            if (string.IsNullOrWhiteSpace(request.Path) || Directory.Exists(request.Path))
            {
                log.Add(start, "", "this is not the name of a file; name a CSV file of prices");
                return null;
            }

            RegularFile.Check(request.Path);
            using var reader = new StreamReader(request.Path, new UTF8Encoding(false, true));
            if (reader.BaseStream.CanSeek && reader.BaseStream.Length > MaximumBytes)
            {
                log.Add(
                    start, "", $"the file is larger than {MaximumBytes} bytes, the most allowed");
                return null;
            }

            using var text = new CsvText(reader);
            return PriceLayout.Find(text.FirstLines(), request, log) is { } layout
                && Rows(text, layout, request, log) is { } rows
                    ? ordered(rows, text.Separator, request, log)
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
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            log.Add(start, "", "found a field that is too long; is a quotation mark left open?");
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            log.Add(start, "", $"the file cannot be read: {e.Message}");
        }

        return null;
    }

    private static List<PriceRow>? Rows(
        CsvText text, PriceLayout layout, PriceFileRequest request, ErrorLog log)
    {
        var read = new List<PriceRow>();
        var assets = new Dictionary<string, string>(StringComparer.Ordinal);
        using SepReader rows = text.Rows();
        foreach (SepReader.Row next in rows)
        {
            if (CsvText.Line(next) < layout.FirstLine) continue;
            if (PriceRow.Read(next, layout, request) is not { } row) continue;
            if (read.Count == MaximumRows)
            {
                log.Add(
                    new Place(request.Path, row.Line, 1), "",
                    $"found more than {MaximumRows} rows, the most allowed");
                return null;
            }

            read.Add(row with { Asset = Same(row.Asset, assets) });
        }

        return read;
    }

    /// <summary>The same name need not be kept a million times.</summary>
    private static string? Same(string? asset, Dictionary<string, string> assets)
    {
        if (asset is null) return null;
        if (assets.TryGetValue(asset, out string? known)) return known;
        assets.Add(asset, asset);
        return asset;
    }
}
