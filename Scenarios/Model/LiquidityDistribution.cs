namespace GpuRisk.Scenarios;

/// <summary>
/// How much liquidity providers hold at each price of a concentrated pool, by ticks: the price of
/// token 0 in token 1, in the smallest units of both, is 1.0001^tick (Uniswap v3 whitepaper,
/// section 6.1).
/// </summary>
public sealed class LiquidityDistribution
{
    /// <summary>The least and the greatest tick of a pool, without sign.</summary>
    public const int MostTick = 887_272;

    // Sums of numbers that are told to 15 digits.
    private const double Rounding = 1e-9;

    private static readonly double LogRatio = Math.Log(1.0001);

    private readonly int[] _ticks;
    private readonly double[] _liquidity;

    private LiquidityDistribution(int[] ticks, double[] liquidity)
    {
        _ticks = ticks;
        _liquidity = liquidity;
    }

    /// <summary>The distribution that a pool's contract tells.</summary>
    /// <param name="net">Of each tick at which a position begins or ends, what liquidity changes
    /// by as the price rises past it.</param>
    /// <param name="problem">What is wrong; null where nothing is.</param>
    /// <returns>The distribution; null where something is wrong.</returns>
    public static LiquidityDistribution? Of(
        IReadOnlyDictionary<int, double> net, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(net);
        int[] ticks = [.. net.Keys.Order()];
        var liquidity = new double[ticks.Length];
        double sum = 0;
        for (int i = 0; i < ticks.Length; i++) liquidity[i] = sum += net[ticks[i]];
        double most = ticks.Length == 0 ? 0 : liquidity.Max();
        int negative = Array.FindIndex(liquidity, value => value < -Rounding * most);
        problem = negative >= 0
            ? FormattableString.Invariant(
                $"found that less than nothing is left above tick {ticks[negative]}; allowed are ")
                + "net amounts whose sum from the lowest tick on is at least 0"
            : Math.Abs(sum) > Rounding * most || most <= 0
                ? FormattableString.Invariant($"found net amounts that add up to {sum:G6}; allowed")
                    + " are those of all ticks, which add up to 0"
                : null;
        return problem is null ? new LiquidityDistribution(ticks, liquidity) : null;
    }

    /// <summary>The liquidity that is active at a tick, as the file counts it.</summary>
    public double At(int tick)
    {
        int found = Array.BinarySearch(_ticks, tick);
        int below = found >= 0 ? found : ~found - 1;
        return below < 0 ? 0 : Math.Max(_liquidity[below], 0);
    }

    /// <summary>
    /// The active liquidity at a tick as a multiple of what the same value would be if it lay at
    /// all prices: 2 L √p over the value in token 1 at price p. Of a single position within a
    /// factor r of the price on both sides it is 1 / (1 - 1/√r).
    /// </summary>
    public double Concentration(int tick)
    {
        double value = 0;
        for (int i = 0; i + 1 < _ticks.Length; i++)
        {
            // Both amounts in token 1, over the root of the price.
            double lower = (_ticks[i] - tick) * LogRatio / 2;
            double upper = (_ticks[i + 1] - tick) * LogRatio / 2;
            double below = Growth(Math.Min(lower, 0), Math.Min(upper, 0));
            double above = Growth(Math.Min(-upper, 0), Math.Min(-lower, 0));
            value += Math.Max(_liquidity[i], 0) * (below + above);
        }

        return 2 * At(tick) / value;
    }

    // e^to - e^from, of which a narrow range leaves digits.
    private static double Growth(double from, double to) =>
        Math.Exp(from) * double.ExpM1(to - from);
}
