using System.Globalization;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Estimates the concentration of a pool from its active liquidity, price and value:
/// 2 L √p / value, whose log has a mean and a spread over the periods of a file.</summary>
public static class ConcentrationCalibration
{
    private const int LeastPeriods = 20;

    // A file whose columns or decimals are confused.
    private const double Greatest = 1e5;
    private const double Least = 0.01;

    /// <summary>Estimates it from the latest periods.</summary>
    /// <param name="pool">The pool's name.</param>
    /// <param name="prices">The pool's price, in quote per base.</param>
    /// <param name="liquidity">Its active liquidity in the smallest units, as contracts tell it.
    /// </param>
    /// <param name="values">Its value, in quote.</param>
    /// <param name="decimals">The decimals of both tokens, in either order.</param>
    /// <param name="window">How far back to look, whole samplings.</param>
    /// <param name="sampling">The time between two periods.</param>
    /// <param name="isUncertain">Whether the fragment states it as a law.</param>
    /// <param name="problem">What is wrong; null where nothing is.</param>
    /// <returns>The estimates; null where something is wrong.</returns>
    public static LawReport? Estimate(
        string pool, PriceSeries prices, PriceSeries liquidity, PriceSeries values,
        (int First, int Second) decimals, TimeSpan window, TimeSpan sampling, bool isUncertain,
        out string? problem)
    {
        ArgumentNullException.ThrowIfNull(prices);
        ArgumentNullException.ThrowIfNull(liquidity);
        ArgumentNullException.ThrowIfNull(values);
        DateTime end = prices.Points[^1].TimeUtc;
        SampledPrices priced = SampledPrices.Of(prices, end, sampling);
        SampledPrices active = SampledPrices.Of(liquidity, end, sampling);
        SampledPrices held = SampledPrices.Of(values, end, sampling);
        int last = priced.IndexOf(end)!.Value;
        int first = Math.Max(last - (int)(window.Ticks / sampling.Ticks), 0);
        double unit = Math.Pow(10, (decimals.First + decimals.Second) / 2.0);
        double At(SampledPrices sampled, int i) =>
            sampled.IndexOf(priced.TimeAt(i)) is { } at ? sampled[at] : double.NaN;
        double[] found = [.. Enumerable.Range(first, last - first + 1)
            .Select(i => 2 * At(active, i) / unit * Math.Sqrt(priced[i]) / At(held, i))
            .Where(double.IsFinite)];
        problem = found.Length < LeastPeriods
            ? $"found {Counted.Of(found.Length, "period")} with price, liquidity and value in the "
                + $"window; allowed are at least {LeastPeriods}"
            : null;
        if (problem is not null) return null;
        double[] logs = [.. found.Select(value => Math.Log(value))];
        double mean = logs.Average();
        double spread = Math.Sqrt(logs.Sum(log => Math.Pow(log - mean, 2)) / (logs.Length - 1));
        double median = Math.Exp(mean);
        problem = median switch
        {
            < Least or > Greatest =>
                FormattableString.Invariant($"found a concentration of {median:G4}; allowed is ")
                + "what liquidity, decimals, a price in quote per base and a value in quote give",
            < 1 =>
                FormattableString.Invariant($"found a concentration of {median:G4}; allowed is at ")
                + "least 1, as scenarios have it: most of this pool's value is far from the price",
            _ => null,
        };
        if (problem is not null) return null;
        double? error = BlockErrors.Of([.. logs.Select(log => (log - mean) / logs.Length)]);
        return Report(
            pool, new(median, median * error, spread, found[^1]), logs.Length,
            (priced.TimeAt(first), end), sampling, isUncertain, prices.File);
    }

    private static LawReport Report(
        string pool, Found found, int count, (DateTime First, DateTime Last) times,
        TimeSpan sampling, bool isUncertain, string? file)
    {
        var estimate = new FittedParameter("concentration", found.Median, found.Error);
        double factor = Math.Exp(found.Spread);
        bool isLaw = isUncertain && factor > 1 && found.Median > factor * factor * factor;
        string stated = isLaw
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"concentration: {{ median: {found.Median:G5}, factor: {factor:G6} }}")
            : LawReport.Line(estimate);
        string[] lines =
        [
            .. AssetFragment.Comment(
                "",
                FormattableString.Invariant(
                    $"Two in three periods lie within a factor of {factor:G4}; the last one had ")
                + FormattableString.Invariant($"{found.Last:G5}.")),
            "pools:",
            $"  {pool}:",
            $"    {stated}",
            FragmentSource.Line(
                file, "period", count, sampling.TotalSeconds, times.First, times.Last),
        ];
        FittedParameter[] parameters =
        [
            estimate, new("factor of its spread", factor, null), new("last", found.Last, null),
        ];
        return new LawReport(
            LawReport.SchemaName, "liquidity", pool, count, sampling.TotalSeconds, times.First,
            times.Last, parameters, null,
            isUncertain && !isLaw
                ? ["Some of its law is below 1, or it does not change: stated as a number."] : [],
            string.Join('\n', lines) + "\n");
    }

    private readonly record struct Found(
        double Median, double? Error, double Spread, double Last);
}
