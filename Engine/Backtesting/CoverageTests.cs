using MathNet.Numerics.Distributions;

namespace GpuRisk.Engine.Backtesting;

/// <summary>Likelihood ratio tests of how often, and in what order, a value at risk is exceeded.
/// </summary>
public static class CoverageTests
{
    /// <summary>The p-value of the share of exceedances (Kupiec 1995).</summary>
    /// <param name="exceedances">How many there were.</param>
    /// <param name="count">Of how many forecasts.</param>
    /// <param name="probability">How probable each should be, above 0 and below 1.</param>
    public static double Kupiec(int exceedances, int count, double probability) =>
        Tail(1, Unconditional(exceedances, count, probability));

    /// <summary>The p-value of exceedances being as likely after one as after none (Christoffersen
    /// 1998).</summary>
    /// <param name="hits">Whether each forecast was exceeded, in order of time.</param>
    public static double Independence(IReadOnlyList<bool> hits) => Tail(1, Dependence(hits));

    /// <summary>The p-value of both (Christoffersen 1998).</summary>
    /// <param name="hits">Whether each forecast was exceeded, in order of time.</param>
    /// <param name="probability">How probable each should be.</param>
    public static double Conditional(IReadOnlyList<bool> hits, double probability)
    {
        ArgumentNullException.ThrowIfNull(hits);
        return Tail(
            2,
            Unconditional(hits.Count(hit => hit), hits.Count, probability) + Dependence(hits));
    }

    private static double Unconditional(int hits, int count, double probability) => count == 0
        ? 0
        : 2 * (LogLikelihood(hits, count, (double)hits / count)
            - LogLikelihood(hits, count, probability));

    private static double Dependence(IReadOnlyList<bool> hits)
    {
        ArgumentNullException.ThrowIfNull(hits);
        int[,] moves = new int[2, 2];
        for (int i = 1; i < hits.Count; i++) moves[hits[i - 1] ? 1 : 0, hits[i] ? 1 : 0]++;
        int afterNone = moves[0, 0] + moves[0, 1];
        int afterOne = moves[1, 0] + moves[1, 1];
        if (afterNone == 0 || afterOne == 0) return 0;
        int all = moves[0, 1] + moves[1, 1];
        double shared = (double)all / (afterNone + afterOne);
        return 2 * (LogLikelihood(moves[0, 1], afterNone, (double)moves[0, 1] / afterNone)
            + LogLikelihood(moves[1, 1], afterOne, (double)moves[1, 1] / afterOne)
            - LogLikelihood(all, afterNone + afterOne, shared));
    }

    private static double LogLikelihood(int hits, int count, double probability) =>
        Times(hits, probability) + Times(count - hits, 1 - probability);

    private static double Times(int count, double probability) =>
        count == 0 ? 0 : count * Math.Log(probability);

    private static double Tail(double freedom, double statistic) =>
        1 - ChiSquared.CDF(freedom, Math.Max(statistic, 0));
}
