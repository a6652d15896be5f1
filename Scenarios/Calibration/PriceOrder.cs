using System.Globalization;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Turns the rows of a file into prices in order of time, one at each.</summary>
internal static class PriceOrder
{
    /// <summary>Less than this and no interval can be told.</summary>
    private const int LeastPrices = 3;

    /// <summary>Where a column is misread, every line has the same fault.</summary>
    private const int ShownFaults = 10;

    /// <summary>Names that an error lists.</summary>
    private const int ShownAssets = 10;

    /// <summary>All that is known of a file's prices.</summary>
    /// <param name="Points">The prices by time, each time once.</param>
    /// <param name="Duplicates">Lines that tell again what another does.</param>
    /// <param name="Unpriced">Lines that say that there is no price.</param>
    public sealed record Read(List<PricePoint> Points, int Duplicates, int Unpriced);

    /// <summary>The prices, as many as there are.</summary>
    public static Read? Values(
        List<PriceRow> rows, char separator, PriceFileRequest request, ErrorLog log)
    {
        if (!Chosen(rows, request, log, out List<PriceRow> chosen)) return null;
        if (PriceConventions.Order(chosen, request, log) is not { } order) return null;
        chosen = [.. chosen.Where(row => row.Time.With(order) is not { } time
            || (!(time < request.FromUtc) && !(time >= request.ToUtc)))];
        if (HasFaults(chosen, request.Path, log)) return null;
        List<PriceRow> priced = [.. chosen.Where(row => !row.IsMissing)];
        if (PriceConventions.Sign(priced, separator, request, log) is not { } sign) return null;
        List<PriceRow> ordered = [.. priced.OrderBy(row => row.Time.With(order))];
        List<PricePoint> points = Unique(ordered, order, sign, request.Path, log);
        Span(ordered, order, request, log);
        return log.IsEmpty
            ? new(points, priced.Count - points.Count, chosen.Count - priced.Count)
            : null;
    }

    /// <summary>The prices, enough of them at like distances.</summary>
    public static PriceSeries? Series(
        List<PriceRow> rows, char separator, PriceFileRequest request, ErrorLog log)
    {
        var start = new Place(request.Path, 1, 1);
        if (Values(rows, separator, request, log) is not var (points, duplicates, unpriced))
            return null;
        if (points.Count < LeastPrices)
        {
            bool isCut = request.FromUtc is not null || request.ToUtc is not null;
            log.Add(
                start, "",
                $"found {Counted.Of(points.Count, "price")}"
                + $"{(isCut ? " between --from and --to" : "")}; "
                + $"allowed are at least {LeastPrices}");
            return null;
        }

        var series = new PriceSeries(points, duplicates, unpriced)
        {
            File = Path.GetFileName(request.Path),
        };
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
        if (PriceLabel.Asset(assets, request.Asset) is { } asset)
        {
            chosen = rows.Where(row => row.Asset is null || row.Asset == asset).ToList();
            return true;
        }

        string names = string.Join(
            ", ", assets.Take(ShownAssets).Select(name => RawNode.Shortened(name)));
        log.Add(
            new Place(request.Path, 1, 1), "",
            $"found the prices of {assets.Count} assets: {names}"
            + $"{(assets.Count > ShownAssets ? ", ..." : "")}; name one of them with "
            + request.AssetKey);
        return false;
    }

    private static bool HasFaults(List<PriceRow> rows, string path, ErrorLog log)
    {
        List<PriceRow> faulty = [.. rows.Where(row => row.Fault is not null)];
        foreach (PriceRow row in faulty.Take(ShownFaults))
            log.Add(new Place(path, row.Line, row.Column), "", row.Fault!);
        if (faulty.Count > ShownFaults)
        {
            log.Add(
                new Place(path, faulty[ShownFaults].Line, faulty[ShownFaults].Column), "",
                Counted.Of(faulty.Count - ShownFaults, "more line has", "more lines have")
                + " such faults");
        }

        return faulty.Count > 0;
    }

    private static List<PricePoint> Unique(
        List<PriceRow> rows, DateOrder order, DecimalSign sign, string path, ErrorLog log)
    {
        var points = new List<PricePoint>(rows.Count);
        int lastLine = 0;
        List<PriceRow> contrary = [];
        foreach (PriceRow row in rows)
        {
            var point = new PricePoint(row.Time.With(order)!.Value, row.Price.With(sign));
            if (points.Count == 0 || point.TimeUtc != points[^1].TimeUtc)
            {
                points.Add(point);
                lastLine = row.Line;
                continue;
            }

            if (point.Price == points[^1].Price) continue;
            contrary.Add(row);
            if (contrary.Count > ShownFaults) continue;
            log.Add(
                new Place(path, row.Line, row.Column), "",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found the price {point.Price} at {PriceTime.Text(point.TimeUtc)}, but "
                    + $"{points[^1].Price} in line {lastLine}; allowed is one price at a time"));
        }

        if (contrary.Count > ShownFaults)
        {
            PriceRow next = contrary[ShownFaults];
            log.Add(
                new Place(path, next.Line, next.Column), "",
                Counted.Of(contrary.Count - ShownFaults, "more line has", "more lines have")
                + " another price at a time; "
                + "are the times rounded?");
        }

        return points;
    }

    /// <summary>Times that no price of today's markets can have are misread ones.</summary>
    private static void Span(
        List<PriceRow> ordered, DateOrder order, PriceFileRequest request, ErrorLog log)
    {
        if (ordered.Count == 0) return;
        DateTime first = ordered[0].Time.With(order)!.Value;
        DateTime last = ordered[^1].Time.With(order)!.Value;
        if (first < request.EarliestUtc)
        {
            Tell(
                ordered[0],
                $"found a price of {PriceTime.Text(first)}; allowed are times from 2009 on, and "
                + "earlier ones where --from names one");
        }

        if (last > request.NowUtc?.AddDays(1))
        {
            Tell(
                ordered[^1],
                $"found a price of {PriceTime.Text(last)}, which is yet to come; allowed are "
                + "times up to a day from now; --to leaves others out");
        }

        void Tell(PriceRow row, string what) =>
            log.Add(new Place(request.Path, row.Line, row.TimeColumn), "", what);
    }
}
