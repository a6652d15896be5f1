using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Where times and prices stand in a file.</summary>
/// <param name="Time">The index of the field with the time.</param>
/// <param name="Price">The index of the field with the price.</param>
/// <param name="Asset">The index of the field with the asset; null where there is none.</param>
/// <param name="FieldCount">The number of fields of each line.</param>
internal sealed record PriceLayout(int Time, int Price, int? Asset, int FieldCount)
{
    // The epoch goes first: where a file also tells the date in words, that is often in another
    // time zone.
    private static readonly string[] TimeNames =
    [
        "unix", "open_time", "ts_utc", "timestamp", "time", "datetime", "date_utc", "date",
        "snapped_at",
    ];

    private static readonly string[] PriceNames = ["close", "price"];

    private static readonly string[] AssetNames = ["asset", "symbol"];

    // The archive of Binance has no header: https://github.com/binance/binance-public-data.
    private static readonly string[] BinanceNames =
    [
        "open_time", "open", "high", "low", "close", "volume", "close_time", "quote_volume",
        "count", "taker_buy_volume", "taker_buy_quote_volume", "ignore",
    ];

    /// <summary>Whether a line is data of an archive of Binance, which has no header.</summary>
    public static bool IsBinanceData(IReadOnlyList<CsvField> fields) =>
        fields.Count == BinanceNames.Length
        && fields.All(field => field.Text.Length > 0 && field.Text.All(IsOfNumber));

    /// <summary>The layout of a file without a header.</summary>
    public static PriceLayout? OfBinance(string? column, Place line, ErrorLog log) =>
        Find([.. BinanceNames.Select(name => new CsvField(name, 1))], column, line, log);

    /// <summary>Finds the columns by their names, or tells what is missing.</summary>
    /// <param name="header">The names.</param>
    /// <param name="column">The price column asked for; null for the usual ones.</param>
    /// <param name="line">Where the header stands.</param>
    /// <param name="log">Takes the errors.</param>
    public static PriceLayout? Find(
        IReadOnlyList<CsvField> header, string? column, Place line, ErrorLog log)
    {
        List<string> names = header.Select(field => Normal(field.Text)).ToList();
        string found = string.Join(", ", header.Select(field => RawNode.Shortened(field.Text)));
        if (First(names, TimeNames) is not { } time)
        {
            log.Add(
                line, "",
                $"found the columns {found}; one must be the time, named "
                + string.Join(", ", TimeNames) + ", and commas must be between them");
            return null;
        }

        if (First(names, column is null ? PriceNames : [Normal(column)]) is not { } price)
        {
            log.Add(
                line, "",
                $"found the columns {found}; none is the price, "
                + (column ?? "close or price, and --column names none"));
            return null;
        }

        foreach (int index in new[] { time, price })
        {
            int again = names.LastIndexOf(names[index]);
            if (again == index) continue;
            log.Add(
                line with { Column = header[again].Column }, "",
                $"found the column '{header[again].Text}' twice; allowed is once");
            return null;
        }

        return new PriceLayout(time, price, First(names, AssetNames), names.Count);
    }

    private static int? First(List<string> names, string[] wanted)
    {
        foreach (string name in wanted)
        {
            int index = names.IndexOf(name);
            if (index >= 0) return index;
        }

        return null;
    }

    private static string Normal(string name) =>
        name.Trim().ToLowerInvariant().Replace(' ', '_');

    private static bool IsOfNumber(char c) =>
        char.IsAsciiDigit(c) || c is '.' or '-' or '+' or 'e' or 'E';
}
