using System.Globalization;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Turns the rows of a file into prices in order of time, one at each.</summary>
internal static class PriceOrder
{
    /// <summary>Less than this and no interval can be told.</summary>
    private const int LeastPrices = 3;

    /// <summary>Names that an error lists.</summary>
    private const int ShownAssets = 10;

    public static PriceSeries? Series(
        List<PriceRow> rows, PriceFileRequest request, ErrorLog log)
    {
        var start = new Place(request.Path, 1, 1);
        if (!Chosen(rows, request, log, out List<PriceRow> chosen)) return null;
        foreach (PriceRow row in chosen)
        {
            if (row.Fault is { } fault)
                log.Add(new Place(request.Path, row.Line, row.Column), "", fault);
        }

        if (!log.IsEmpty) return null;
        List<PricePoint> points = Unique(chosen, request.Path, log, out int duplicates);
        if (!log.IsEmpty) return null;
        if (points.Count < LeastPrices)
        {
            bool isCut = request.FromUtc is not null || request.ToUtc is not null;
            log.Add(
                start, "",
                $"found {points.Count} prices{(isCut ? " between --from and --to" : "")}; "
                + $"allowed are at least {LeastPrices}");
            return null;
        }

        var series = new PriceSeries(points, duplicates);
        if (series.RegularShare >= PriceSeries.LeastRegularShare) return series;
        string share = series.RegularShare.ToString("P0", CultureInfo.InvariantCulture);
        log.Add(
            start, "",
            $"found that the most frequent time between two prices, {series.IntervalSeconds} s, "
            + $"is that of only {share} of them; allowed is at least half");
        return null;
    }

    /// <summary>The rows of the asset asked for, where there are several.</summary>
    private static bool Chosen(
        List<PriceRow> rows, PriceFileRequest request, ErrorLog log, out List<PriceRow> chosen)
    {
        chosen = rows;
        List<string> assets = rows
            .Where(row => row.Asset is not null)
            .Select(row => row.Asset!)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (assets.Count <= 1) return true;
        if (request.Asset is { } asset && assets.Contains(asset))
        {
            chosen = rows.Where(row => row.Asset is null || row.Asset == asset).ToList();
            return true;
        }

        string names = string.Join(
            ", ", assets.Take(ShownAssets).Select(name => RawNode.Shortened(name)));
        log.Add(
            new Place(request.Path, 1, 1), "",
            $"found the prices of {assets.Count} assets: {names}"
            + $"{(assets.Count > ShownAssets ? ", ..." : "")}; name one of them with --name");
        return false;
    }

    private static List<PricePoint> Unique(
        List<PriceRow> rows, string path, ErrorLog log, out int duplicates)
    {
        duplicates = 0;
        rows.Sort((a, b) =>
        {
            int byTime = a.TimeUtc.CompareTo(b.TimeUtc);
            return byTime != 0 ? byTime : a.Line.CompareTo(b.Line);
        });
        var points = new List<PricePoint>(rows.Count);
        PriceRow last = default;
        foreach (PriceRow row in rows)
        {
            if (points.Count == 0 || row.TimeUtc != last.TimeUtc)
            {
                points.Add(new PricePoint(row.TimeUtc, row.Price));
                last = row;
                continue;
            }

            duplicates++;
            if (row.Price == last.Price) continue;
            log.Add(
                new Place(path, row.Line, row.Column), "",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found the price {row.Price} at {PriceTime.Text(row.TimeUtc)}, but "
                    + $"{last.Price} in line {last.Line}; allowed is one price at a time"));
        }

        return points;
    }
}
