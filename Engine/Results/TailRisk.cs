namespace GpuRisk.Engine.Results;

/// <summary>Expected shortfall of a loss distribution.</summary>
internal static class TailRisk
{
    private const double SmallestTail = 2.0;

    // A tail has this share of its places filled by losses beyond the quantile, unless many are
    // equal to it.
    private const double FullTail = 0.9;

    /// <summary>
    /// The mean of the worst (1 - level) share of all losses, a broken share of the boundary one
    /// included (Acerbi, Tasche 2002). Its standard error is
    /// sqrt((Var[L | L >= VaR] + level (ES - VaR)^2) / (n (1 - level))).
    /// </summary>
    /// <param name="losses">The losses.</param>
    /// <param name="level">At least 0, below 1.</param>
    /// <param name="greatest">The greatest loss that the scenario allows, in the metric's unit;
    /// null where no bound is known.</param>
    internal static Estimate ExpectedShortfall(
        Distribution losses, double level, double? greatest)
    {
        if (!(level is >= 0.0 and < 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level is in [0, 1).");
        }

        if (losses.Count == 0)
        {
            return Estimate.None;
        }

        double tail = losses.Count * (1.0 - level);
        double shortfall = Mean(losses, tail);
        double quantile = losses.ValueAt(OrderStatistics.Rank(losses.Count, level));
        double beyond = losses.Count - losses.CountTo(quantile, inclusive: true);
        if (tail < SmallestTail)
        {
            return Estimate.Normal(shortfall * losses.Unit, null) with { Untrusted = true };
        }

        double excess = shortfall - (quantile / losses.Unit);
        double variance = Variance(losses, tail, shortfall) + (level * excess * excess);
        Influence influence = Beyond(losses, quantile);
        variance *= SpreadOfQuantile(losses, level, influence);
        Estimate estimate = Estimate.Skewed(
            shortfall * losses.Unit, Math.Sqrt(variance / tail) * losses.Unit,
            influence.Skewness, losses.Count);
        bool isScarce = beyond < RareOutcomes.FewestHits && beyond < FullTail * tail;
        return isScarce
            ? Bound(estimate, losses, level, quantile, (long)Math.Round(beyond), greatest)
            : estimate with { Untrusted = tail < RareOutcomes.FewestHits };
    }

    // A tail that is mostly one value, with few losses beyond it: those are no more probable than
    // Wilson's interval says, and no larger than the scenario allows.
    private static Estimate Bound(
        Estimate shortfall, Distribution losses, double level, double quantile, long hits,
        double? greatest)
    {
        double share = LossProbability.Wilson(hits, losses.Count).High!.Value / (1.0 - level);
        double? largest = greatest is { } allowed ? Math.Max(allowed, losses.Maximum) : null;
        double? bound = quantile + (Math.Min(share, 1.0) * (largest - quantile));
        return shortfall with
        {
            StandardError = hits == 0 ? null : shortfall.StandardError,
            Low = Math.Max(shortfall.Low!.Value, quantile),
            High = bound is { } high
                ? Math.Min(Math.Max(shortfall.High!.Value, high), largest!.Value)
                : null,
            Untrusted = true,
        };
    }

    // Where the quantile falls into a gap between losses, what a path adds beyond it depends on
    // the side of the gap that the sample took: the error is that of both ends of the quantile's
    // interval, which for losses that are spread evenly changes nothing.
    private static double SpreadOfQuantile(
        Distribution losses, double level, Influence atQuantile)
    {
        Estimate quantile = losses.Quantile(level);
        double low = Beyond(losses, quantile.Low ?? losses.Minimum).StandardError;
        double high = Beyond(losses, quantile.High ?? losses.Maximum).StandardError;
        double middle = atQuantile.StandardError;
        return middle > 0.0 ? ((low * low) + (high * high)) / (2.0 * middle * middle) : 1.0;
    }

    // What each path adds beyond a value.
    private static Influence Beyond(Distribution losses, double quantile)
    {
        double start = quantile / losses.Unit;
        double mean = 0.0;
        foreach (ValueBin bin in losses.Bins)
        {
            mean += bin.Count * Math.Max(bin.Mean - start, 0.0) / losses.Count;
        }

        var influence = new Influence();
        foreach (ValueBin bin in losses.Bins)
        {
            influence.Add(bin.Count, Math.Max(bin.Mean - start, 0.0) - mean);
        }

        return influence;
    }

    private static double Mean(Distribution losses, double tail)
    {
        double sum = 0.0;
        double left = tail;
        for (int i = losses.Bins.Length - 1; i >= 0 && left > 0.0; i--)
        {
            ValueBin bin = losses.Bins[i];
            double taken = Math.Min(left, bin.Count);
            sum += taken * (taken == bin.Count ? bin.Mean : bin.TopMean(taken));
            left -= taken;
        }

        return sum / (tail - left);
    }

    private static double Variance(Distribution losses, double tail, double mean)
    {
        double sum = 0.0;
        double left = tail;
        for (int i = losses.Bins.Length - 1; i >= 0 && left > 0.0; i--)
        {
            ValueBin bin = losses.Bins[i];
            double taken = Math.Min(left, bin.Count);
            double distance = bin.TopMean(taken) - mean;
            sum += taken * ((distance * distance) + bin.TopVariance(taken));
            left -= taken;
        }

        return sum / (tail - left);
    }
}
