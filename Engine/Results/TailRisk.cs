namespace GpuRisk.Engine.Results;

/// <summary>Expected shortfall of a loss distribution.</summary>
internal static class TailRisk
{
    private const double SmallestTail = 2.0;

    /// <summary>
    /// The mean of the worst (1 - level) share of all losses, a broken share of the boundary one
    /// included (Acerbi, Tasche 2002). Its standard error is
    /// sqrt((Var[L | L >= VaR] + level (ES - VaR)^2) / (n (1 - level))).
    /// </summary>
    internal static Estimate ExpectedShortfall(Distribution losses, double level)
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
        if (tail < SmallestTail)
        {
            return Estimate.Normal(shortfall * losses.Unit, null);
        }

        double quantile = losses.ValueAt(OrderStatistics.Rank(losses.Count, level));
        double excess = shortfall - (quantile / losses.Unit);
        double variance = Variance(losses, tail, shortfall) + (level * excess * excess);
        return Estimate.Normal(
            shortfall * losses.Unit,
            Math.Sqrt(variance / tail) * losses.Unit);
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
