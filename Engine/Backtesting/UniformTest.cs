namespace GpuRisk.Engine.Backtesting;

/// <summary>Whether forecasts' probabilities of what came are spread evenly over 0 to 1 (Diebold,
/// Gunther, Tay 1998).</summary>
public static class UniformTest
{
    /// <summary>The farthest that the shares lie from even ones (Kolmogorov, Smirnov).</summary>
    /// <param name="probabilities">At least one, of independent forecasts.</param>
    public static double Distance(IEnumerable<double> probabilities)
    {
        double[] sorted = [.. probabilities.Order()];
        return sorted
            .Select((value, i) => Math.Max(
                ((i + 1.0) / sorted.Length) - value, value - ((double)i / sorted.Length)))
            .Max();
    }

    /// <summary>How probable a distance is that is no less, if they are even (Stephens 1970).
    /// </summary>
    /// <param name="distance">The distance.</param>
    /// <param name="count">Of how many.</param>
    public static double PValue(double distance, int count)
    {
        double root = Math.Sqrt(count);
        double scaled = (root + 0.12 + (0.11 / root)) * distance;
        if (scaled < 0.2) return 1;
        double sum = 0;
        for (int k = 1; k <= 100; k++)
        {
            double term = Math.Exp(-2.0 * k * k * scaled * scaled);
            sum += k % 2 == 1 ? term : -term;
        }

        return Math.Clamp(2 * sum, 0, 1);
    }
}
