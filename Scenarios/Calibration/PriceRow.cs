using System.Globalization;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>A line of a price file, right or wrong.</summary>
/// <param name="TimeUtc">Its time.</param>
/// <param name="Price">Its price; 0 where wrong.</param>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Column">Where the price stands, or where the fault is.</param>
/// <param name="Asset">The asset; null where the file tells none.</param>
/// <param name="Fault">What is wrong with the line; null where nothing is.</param>
internal readonly record struct PriceRow(
    DateTime TimeUtc,
    double Price,
    int Line,
    int Column,
    string? Asset,
    string? Fault)
{
    /// <summary>Reads a line. A price outside of the time asked for is not looked at.</summary>
    /// <returns>The row; null where its time was not asked for.</returns>
    public static PriceRow? Read(
        string text, int line, PriceLayout layout, PriceFileRequest request)
    {
        List<CsvField> fields = CsvField.Split(text);
        if (fields.Count != layout.FieldCount)
        {
            return Wrong(
                line, 1, null, $"found {fields.Count} fields; allowed are {layout.FieldCount}");
        }

        string? asset = layout.Asset is { } index ? fields[index].Text : null;
        CsvField timeField = fields[layout.Time];
        if (PriceTime.Read(timeField.Text) is not { } time)
        {
            return Wrong(
                line, timeField.Column, asset,
                $"found the time '{RawNode.Shortened(timeField.Text)}'; allowed is "
                + PriceTime.Allowed);
        }

        if (time < request.FromUtc || time >= request.ToUtc) return null;
        CsvField priceField = fields[layout.Price];
        const NumberStyles styles = NumberStyles.AllowLeadingSign
            | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        bool isNumber = double.TryParse(
            priceField.Text, styles, CultureInfo.InvariantCulture, out double price);
        return isNumber && double.IsFinite(price) && price > 0
            ? new PriceRow(time, price, line, priceField.Column, asset, null)
            : Wrong(
                line, priceField.Column, asset,
                $"found the price '{RawNode.Shortened(priceField.Text)}'; allowed is a number "
                + "above 0");
    }

    private static PriceRow Wrong(int line, int column, string? asset, string fault) =>
        new(default, 0, line, column, asset, fault);
}
