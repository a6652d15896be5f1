using System.Globalization;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Finds the columns of a file without a header by what stands in them.</summary>
internal static class PriceShape
{
    /// <summary>Time, open, high, low and close, as Kraken and Binance write them, or time, low,
    /// high, open and close.</summary>
    private const int Close = 4;

    /// <summary>With a count of trades it is Kraken's or Binance's layout; files of fewer columns
    /// come in other orders too.</summary>
    private const int FieldsWithTrades = 7;

    /// <summary>The layout, or an error that tells how to name the columns.</summary>
    public static PriceLayout? Layout(
        List<(int Line, CsvField[] Fields)> lines, PriceFileRequest request, ErrorLog log)
    {
        (int first, CsvField[] fields) = lines[0];
        var place = new Place(request.Path, first, 1);
        int? time = Number(request.TimeColumn, fields.Length);
        int? price = Number(request.Column, fields.Length);
        foreach (string? column in new[]
        {
            time is null ? request.TimeColumn : null, price is null ? request.Column : null,
        })
        {
            if (column is null) continue;
            log.Add(
                place, "",
                $"found no header and no column '{RawNode.Shortened(column)}'; allowed are the "
                + $"numbers 1 to {fields.Length}");
            return null;
        }

        time ??= lines.All(line => IsTime(line.Fields)) ? 0 : null;
        price ??= fields.Length == 2 && time is { } other
            ? 1 - other
            : lines.All(line => HasClose(line.Fields)) ? Close : null;
        if (time is { } timeIndex && price is { } priceIndex && timeIndex != priceIndex)
            return new PriceLayout(timeIndex, priceIndex, null, fields.Length, first);
        string found = string.Join(
            ", ", fields.Select(field => RawNode.Shortened(field.Text)));
        log.Add(
            place, "",
            $"found no header, and {found}, which is neither a time and a price nor a time, open, "
            + "high, low and close; name the columns by number with --time and --price. A time is "
            + PriceTime.Allowed);
        return null;
    }

    /// <summary>The index of a column named by its number from 1.</summary>
    public static int? Number(string? column, int count) =>
        int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number >= 1 && number <= count
            ? number - 1
            : null;

    private static bool IsTime(CsvField[] fields) =>
        PriceTime.Read(fields[0].Text, PriceTime.Earliest).IsTime;

    private static bool HasClose(CsvField[] fields)
    {
        if (fields.Length <= Close) return false;
        if (fields.Length >= FieldsWithTrades) return true;
        double[] prices = [.. fields
            .Skip(1).Take(Close)
            .Select(field => PriceNumber.Read(field.Text))
            .Select(number => double.IsNaN(number.Point) ? number.Comma : number.Point)];
        return !prices.Any(double.IsNaN)
            && ((prices[1] == prices.Max() && prices[2] == prices.Min())
                || (prices[0] == prices.Min() && prices[1] == prices.Max()));
    }
}
