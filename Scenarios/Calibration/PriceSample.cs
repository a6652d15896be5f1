namespace GpuRisk.Scenarios.Calibration;

/// <summary>What the estimates rest on.</summary>
/// <param name="FirstUtc">The time of the first price.</param>
/// <param name="LastUtc">The time of the last price.</param>
/// <param name="LastPrice">The last price.</param>
/// <param name="Prices">The number of prices.</param>
/// <param name="Duplicates">Lines left out for telling a price again.</param>
/// <param name="Unpriced">Lines that say that there is no price.</param>
/// <param name="IntervalSeconds">The most frequent time between two prices, in seconds.</param>
/// <param name="Returns">Returns over one interval exactly: those that are used.</param>
/// <param name="ReturnsOverGaps">Returns left out because prices are missing in them.</param>
/// <param name="ShortReturns">Returns left out because they are shorter than the interval.</param>
/// <param name="MissingPrices">Prices that are missing in all gaps.</param>
/// <param name="LongestGap">The gap with the most missing prices; null where there is none.</param>
/// <param name="FirstGaps">The first gaps, at most 5.</param>
/// <param name="IsClosedAtWeekends">Whether the market trades on working days only.</param>
/// <param name="Moments">Moments of the returns.</param>
/// <param name="ClusteringOfMoves">
/// The correlation of the sizes of neighbouring returns; about 0 if they are independent.
/// </param>
/// <param name="Unchanged">Returns that are exactly 0.</param>
/// <param name="LargestMoves">The returns farthest from 0, the farthest first.</param>
public sealed record PriceSample(
    DateTime FirstUtc,
    DateTime LastUtc,
    double LastPrice,
    int Prices,
    int Duplicates,
    int Unpriced,
    double IntervalSeconds,
    int Returns,
    int ReturnsOverGaps,
    int ShortReturns,
    long MissingPrices,
    PriceGap? LongestGap,
    IReadOnlyList<PriceGap> FirstGaps,
    bool IsClosedAtWeekends,
    ReturnMoments Moments,
    double ClusteringOfMoves,
    int Unchanged,
    IReadOnlyList<PriceMove> LargestMoves)
{
    /// <summary>The name of the file of prices; null where there is none.</summary>
    public string? File { get; init; }

    private const int ShownGaps = 5;
    private const int ShownMoves = 5;

    internal static PriceSample Of(PriceSeries series)
    {
        ReturnMoments moments = ReturnMoments.Of(series.Returns);
        return new PriceSample(
            series.Points[0].TimeUtc,
            series.Points[^1].TimeUtc,
            series.Points[^1].Price,
            series.Points.Count,
            series.Duplicates,
            series.Unpriced,
            series.IntervalSeconds,
            series.Returns.Count,
            series.Gaps.Count,
            series.ShortIntervals,
            series.Gaps.Sum(gap => gap.Missing),
            series.Gaps.MaxBy(gap => gap.Missing),
            [.. series.Gaps.Take(ShownGaps)],
            series.IsClosedAtWeekends,
            moments,
            Clustering(series),
            series.Returns.Count(value => value == 0),
            [.. series.Returns
                .Select((value, i) => new PriceMove(
                    series.ReturnTimesUtc[i],
                    value,
                    (value - moments.Mean) / moments.StandardDeviation))
                .OrderByDescending(move => Math.Abs(move.LogReturn))
                .Take(ShownMoves)])
        {
            File = series.File,
        };
    }

    private static double Clustering(PriceSeries series)
    {
        List<double> sizes = series.Returns.Select(Math.Abs).ToList();
        double mean = sizes.Average();
        double variance = sizes.Sum(size => (size - mean) * (size - mean));
        double together = sizes.Zip(sizes.Skip(1), (a, b) => (a - mean) * (b - mean)).Sum();
        return variance > 0 ? together / variance : 0;
    }
}
