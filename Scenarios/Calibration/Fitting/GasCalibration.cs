namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Estimates the price of gas as scenarios have it: its log reverts to that of a level
/// (least squares of each log price on the one before it).</summary>
public static class GasCalibration
{
    private const int LeastPeriods = 60;
    private const double MostKept = 0.999;
    private const double LeastKept = 0.001;

    /// <summary>Estimates it from the latest prices.</summary>
    /// <param name="asset">The name of the asset that pays for gas.</param>
    /// <param name="series">Prices of gas in 10^-9 of the asset.</param>
    /// <param name="window">How far back to look, whole samplings.</param>
    /// <param name="sampling">The time between two prices.</param>
    /// <param name="problem">What is wrong; null where nothing is.</param>
    /// <returns>The estimates; null where something is wrong.</returns>
    public static LawReport? Estimate(
        string asset, PriceSeries series, TimeSpan window, TimeSpan sampling, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(series);
        DateTime end = series.Points[^1].TimeUtc;
        SampledPrices prices = SampledPrices.Of(series, end, sampling);
        int last = prices.IndexOf(end)!.Value;
        int first = Math.Max(last - (int)(window.Ticks / sampling.Ticks), 0);
        (double Before, double After)[] pairs = [.. Enumerable.Range(first + 1, last - first)
            .Select(i => (Math.Log(prices[i - 1]), Math.Log(prices[i])))
            .Where(pair => double.IsFinite(pair.Item1 + pair.Item2))];
        problem = pairs.Length < LeastPeriods
            ? $"found {Counted.Of(pairs.Length, "period")} with both prices in the window; allowed "
                + $"are at least {LeastPeriods}"
            : pairs.All(pair => pair.Before == pair.After)
                ? "found that all prices are the same; allowed are prices that move" : null;
        if (problem is not null) return null;
        int count = pairs.Length;
        double before = pairs.Average(pair => pair.Before);
        double after = pairs.Average(pair => pair.After);
        double square = pairs.Sum(pair => Math.Pow(pair.Before - before, 2));
        double slope = pairs.Sum(pair => (pair.Before - before) * (pair.After - after)) / square;
        double kept = Math.Clamp(slope, LeastKept, MostKept);
        double level = (after - (kept * before)) / (1 - kept);
        double variance = pairs.Sum(pair => Math.Pow(
            pair.After - level - (kept * (pair.Before - level)), 2)) / count;
        double days = sampling.TotalDays;
        double rate = -Math.Log(kept) / days;

        // A period's noise is forgotten in part within the period.
        double whole = Math.Sqrt(2 * rate / (1 - (kept * kept)));
        double volatility = Math.Sqrt(variance) * whole;
        double price = Math.Exp(level);
        double rateError = Math.Sqrt((1 - (kept * kept)) / count) / kept / days;
        double volatilityError = volatility / Math.Sqrt(2.0 * count);
        double priceError = price * Math.Sqrt(variance / count) / (1 - kept);
        FittedParameter[] parameters =
        [
            new("price", price, priceError),
            new("meanReversionPerDay", rate, rateError),
            new("volatilityPerDay", volatility, volatilityError),
        ];
        string today = FormattableString.Invariant(
            $"# The level that the price reverts to; the last one was {prices[last]:G5}.");
        string[] lines =
        [
            "# Estimated from " + Counted.Of(count, "period") + FormattableString.Invariant(
                $" of {sampling.TotalSeconds} s, {PriceTime.Text(prices.TimeAt(first))} to ")
                + $"{PriceTime.Text(end)} UTC.",
            "gas:",
            $"  {today}",
            .. parameters.Select(parameter => $"  {LawReport.Line(parameter)}"),
            $"  asset: {asset}",
        ];
        return new LawReport(
            LawReport.SchemaName, "gas", asset, count, sampling.TotalSeconds,
            prices.TimeAt(first), end, parameters,
            [.. parameters.Select((own, i) => (IReadOnlyList<double>)[.. parameters.Select(
                (_, j) => i == j ? Math.Pow(own.StandardError!.Value, 2) : 0)])],
            kept < MostKept
                ? [] : ["meanReversionPerDay stopped at a bound: the price does not revert."],
            string.Join('\n', lines) + "\n");
    }
}
