using GpuRisk.Scenarios.Reading;
using nietras.SeparatedValues;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>A line of a price file, right or wrong.</summary>
/// <param name="Time">Its time.</param>
/// <param name="Price">Its price; of no value where it is missing.</param>
/// <param name="IsMissing">Whether the line says that there is no price.</param>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="TimeColumn">Where the time stands.</param>
/// <param name="Column">Where the price stands, or where the fault is.</param>
/// <param name="Asset">The asset; null where the file tells none.</param>
/// <param name="Fault">What is wrong with the line; null where nothing is.</param>
internal readonly record struct PriceRow(
    PriceTime Time,
    PriceNumber Price,
    bool IsMissing,
    int Line,
    int TimeColumn,
    int Column,
    string? Asset,
    string? Fault)
{
    /// <summary>Reads a line.</summary>
    /// <returns>The row; null where nothing stands in it.</returns>
    public static PriceRow? Read(
        SepReader.Row row, PriceLayout layout, PriceFileRequest request)
    {
        int line = CsvText.Line(row);
        if (IsBlank(row, 0)) return null;
        if (row.ColCount < layout.FieldCount || !IsBlank(row, layout.FieldCount))
        {
            return Wrong(
                default, line, 1, null,
                $"found {row.ColCount} fields; allowed are {layout.FieldCount}");
        }

        string? asset = layout.Asset is { } index ? CsvField.Of(row, index).Text : null;
        CsvField timeField = CsvField.Of(row, layout.Time);
        CsvField priceField = CsvField.Of(row, layout.Price);
        PriceTime time = PriceTime.Read(timeField.Text, request.EarliestUtc);
        if (!time.IsTime)
        {
            return Wrong(
                default, line, timeField.Column, asset,
                $"found the time '{RawNode.Shortened(timeField.Text)}'; allowed is "
                + PriceTime.Allowed);
        }

        var read = new PriceRow(
            time, default, true, line, timeField.Column, priceField.Column, asset, null);
        if (PriceNumber.IsMissing(priceField.Text)) return read;
        PriceNumber price = PriceNumber.Read(priceField.Text);
        bool isPositive = !(price.Point <= 0) && !(price.Comma <= 0);
        return !price.IsNumber || !(isPositive || request.HoldsAnyValue)
            ? Wrong(
                time, line, priceField.Column, asset,
                $"found the price '{RawNode.Shortened(priceField.Text)}'; allowed is a number"
                + (request.HoldsAnyValue ? "" : " above 0"))
            : read with { Price = price, IsMissing = false };
    }

    /// <summary>Whether nothing stands in the fields from one on.</summary>
    private static bool IsBlank(SepReader.Row row, int first)
    {
        for (int i = first; i < row.ColCount; i++)
        {
            if (!row[i].Span.IsWhiteSpace()) return false;
        }

        return true;
    }

    private static PriceRow Wrong(
        PriceTime time, int line, int column, string? asset, string fault) =>
        new(time, default, false, line, column, column, asset, fault);
}
