using MathNet.Numerics.Distributions;

namespace GpuRisk.Engine.Results;

/// <summary>Ranks of a sorted sample that estimate and enclose a quantile.</summary>
internal static class OrderStatistics
{
    private const double TailProbability = 0.025;

    // Above this variance of the count below the quantile, its binomial law is normal to well
    // under one rank in fifty, and the exact one costs more than it tells.
    private const double NormalVariance = 2500.0;

    // n * level is a rounded product: 0.29 * 100 is 28.999999999999996 and must still be rank 29.
    private const double RankTolerance = 1e-9;

    /// <summary>The rank of the quantile: the least with rank / count at or above level.</summary>
    internal static long Rank(long count, double level)
    {
        double exact = count * level;
        double nearest = Math.Round(exact);
        double rank = Math.Abs(exact - nearest) <= RankTolerance * Math.Max(1.0, nearest)
            ? nearest
            : Math.Ceiling(exact);
        return Math.Clamp((long)rank, 1, count);
    }

    /// <summary>
    /// Ranks between which the quantile lies with at least 95% probability, whatever the
    /// distribution. Rank 0 or count + 1 says that the sample does not bound it on that side.
    /// </summary>
    internal static (long Low, long High) Interval(long count, double level)
    {
        // The number below the quantile is binomial: the low rank r has P(number < r) <= 2.5%.
        double variance = count * level * (1.0 - level);
        if (variance > NormalVariance)
        {
            double reach = Estimate.NormalQuantile * Math.Sqrt(variance);
            long low = (long)Math.Floor((count * level) - reach);
            long high = (long)Math.Ceiling((count * level) + reach) + 1;
            return (Math.Max(low, 0), Math.Min(high, count + 1));
        }

        return (LowRank(count, level), count + 1 - LowRank(count, 1.0 - level));
    }

    /// <summary>The largest rank r with P(Binomial(count, level) &lt; r) at most 2.5%.</summary>
    private static long LowRank(long count, double level)
    {
        if (level <= 0.0)
        {
            return 0;
        }

        // The normal approximation lands within a few ranks; from there count exactly. Numbers
        // above 2^31 come only with levels so near 0 or 1 that Poisson's law is the same.
        double mean = count * level;
        double spread = Math.Sqrt(mean * (1.0 - level));
        long rank = Math.Clamp((long)(mean - (2.0 * spread)), 0, count);
        while (rank > 0 && Below(count, level, rank) > TailProbability)
        {
            rank--;
        }

        while (rank < count && Below(count, level, rank + 1) <= TailProbability)
        {
            rank++;
        }

        return rank;
    }

    private static double Below(long count, double level, long rank) => rank <= 0
        ? 0.0
        : level >= 1.0
            ? 0.0
            : count <= int.MaxValue
                ? Binomial.CDF(level, (int)count, rank - 1)
                : level < 0.5
                    ? Poisson.CDF(count * level, rank - 1)
                    : 1.0 - Poisson.CDF(count * (1.0 - level), count - rank);
}
