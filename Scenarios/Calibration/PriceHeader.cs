using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>
/// Finds the columns of a file by the names in its header, which may have several lines: those of
/// yfinance tell the kind of price, the ticker and the name of the time.
/// </summary>
internal sealed class PriceHeader
{
    // The epoch goes first: where a file also tells the date in words, that is often in another
    // time zone.
    private static readonly string[] TimeNames =
    [
        "unix", "unix_timestamp", "open_time", "time_open", "time_period_start", "ts_utc",
        "timestamp", "time", "datetime", "date_utc", "date", "snapped_at",
    ];

    private static readonly string[] PriceNames = ["close", "price", "price_close"];

    private static readonly string[] AssetNames = ["asset", "symbol", "ticker", "pool"];

    private readonly List<(int Line, CsvField[] Fields)> _lines;
    private readonly PriceFileRequest _request;
    private readonly ErrorLog _log;
    private readonly Place _place;
    private readonly int _count;

    /// <summary>Takes the lines of the header, all of as many fields.</summary>
    public PriceHeader(
        List<(int Line, CsvField[] Fields)> lines, PriceFileRequest request, ErrorLog log)
    {
        _lines = lines;
        _request = request;
        _log = log;
        _place = new Place(request.Path, lines[0].Line, 1);
        _count = lines[0].Fields.Length;
    }

    private string Found => string.Join(
        ", ", Enumerable.Range(0, _count).Select(i => RawNode.Shortened(Title(i))));

    /// <summary>The columns, or errors that tell what is missing.</summary>
    public PriceLayout? Layout()
    {
        if (Time() is not { } time || Price(time) is not { } price) return null;
        List<int> assets = _lines.Count == 1 ? Usual(AssetNames) : [];
        return new PriceLayout(
            time, price, assets.Count > 0 ? assets[0] : null, _count, _lines[^1].Line + 1);
    }

    private int? Time()
    {
        List<int> named = _request.TimeColumn is { } column ? Named(column) : Usual(TimeNames);
        if (named.Count == 1) return named[0];
        if (named.Count > 1) return Twice(named);

        // The index of a table of pandas has no name of its own.
        if (_request.TimeColumn is null && Title(0).Length == 0) return 0;
        _log.Add(
            _place, "",
            $"found the columns {Found}; one must be the time, "
            + (_request.TimeColumn ?? $"named {string.Join(", ", TimeNames)}")
            + ", or --time must name it");
        return null;
    }

    private int? Price(int time)
    {
        List<int> named = _request.Column is { } column ? Named(column) : Usual(PriceNames);
        named.Remove(time);
        if (named.Count > 1 && _request.Column is not null && _lines.Count > 1)
        {
            // A ticker has several prices, of which the usual one is meant.
            List<int> usual = [.. named.Intersect(Usual(PriceNames))];
            if (usual.Count > 0) named = usual;
        }

        if (named.Count == 1) return named[0];
        if (named.Count > 1 && _lines.Count > 1) return OfAsset(named);
        if (named.Count > 1) return Twice(named);
        if (_request.Column is null && OfNamedColumn(time) is { } own) return own;
        _log.Add(
            _place, "",
            $"found the columns {Found}; none is the price, "
            + (_request.Column ?? "close or price, and --price names none"));
        return null;
    }

    /// <summary>The columns with the first of some names that there is.</summary>
    private List<int> Usual(string[] names) => names
        .Select(Named)
        .FirstOrDefault(named => named.Count > 0, []);

    /// <summary>The one of several tickers that was asked for.</summary>
    private int? OfAsset(List<int> named)
    {
        List<string> assets = [.. named.Select(Ticker).Distinct()];
        if (PriceLabel.Asset(assets, _request.Asset) is { } asset)
        {
            named = named.Where(index => Ticker(index) == asset).ToList();
            if (named.Count == 1) return named[0];
        }

        _log.Add(
            _place, "",
            $"found the prices of {assets.Count} assets: {string.Join(", ", assets)}; name one of "
            + "them with --name or --price");
        return null;
    }

    /// <summary>A column that bears the asset's own name.</summary>
    private int? OfNamedColumn(int time)
    {
        List<string> titles = [.. Enumerable.Range(0, _count).Select(Title)];
        return PriceLabel.Asset(titles, _request.Asset) is { } asset
            && titles.IndexOf(asset) is int index && index != time
                ? index
                : null;
    }

    private int? Twice(List<int> named)
    {
        CsvField again = _lines[^1].Fields[named[^1]];
        _log.Add(
            new Place(_request.Path, _lines[^1].Line, again.Column), "",
            $"found the column '{again.Text}' twice; allowed is once");
        return null;
    }

    /// <summary>The label of a column that does not name a kind of price.</summary>
    private string Ticker(int index) => Labels(index).FirstOrDefault(
        label => !PriceNames.Append(_request.Column ?? "")
            .Any(name => PriceLabel.Normal(name) == PriceLabel.Normal(label)),
        Title(index));

    private string Title(int index) => string.Join(' ', Labels(index));

    private List<string> Labels(int index) => _lines
        .Select(line => line.Fields[index].Text)
        .Where(text => text.Length > 0)
        .ToList();

    /// <summary>The columns with a name, or else with a number.</summary>
    private List<int> Named(string column)
    {
        string wanted = PriceLabel.Normal(column);
        List<int> named = Enumerable.Range(0, _count)
            .Where(index => Labels(index).Append(Title(index))
                .Any(label => PriceLabel.Normal(label) == wanted))
            .ToList();
        return named.Count == 0 && PriceShape.Number(column, _count) is { } number
            ? [number]
            : named;
    }
}
