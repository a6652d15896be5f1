using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>
/// What uncertain numbers do to a mean, apart from what chance does on the paths: the variance
/// between draws of a one-way layout with random effects (Searle, Casella, McCulloch 1992,
/// Variance Components, 3.6).
/// </summary>
/// <param name="Deviation">The standard deviation of the mean from draw to draw.</param>
/// <param name="Share">The part of the variance of outcomes that is between draws.</param>
/// <param name="MeanError">The standard error of the mean over all draws, in fixed-point units:
/// draws are given, so that only paths are left to chance, and draws that no path has met, or that
/// fewer have than others. Null where no number is uncertain.</param>
internal readonly record struct ParameterEstimates(
    Estimate Deviation, Estimate Share, double? MeanError)
{
    // A deviation from fewer draws says little of itself.
    private const int FewestDraws = 16;

    /// <summary>Takes the figures.</summary>
    /// <param name="sums">What each draw's paths sum to.</param>
    /// <param name="variance">The variance of all outcomes, in fixed-point units.</param>
    /// <param name="unit">A fixed-point unit, in the metric's.</param>
    public static ParameterEstimates Of(DrawSums sums, double variance, double unit)
    {
        Batch[] draws = [.. Enumerable.Range(0, sums.Draws)
            .Select(draw => sums[draw]).Where(draw => draw.Count > 0)];
        double count = draws.Sum(draw => (double)draw.Count);
        if (draws.Length < 2 || count <= draws.Length) return default;
        double mean = draws.Sum(draw => (double)draw.Sum) / count;
        double between = draws.Sum(draw => draw.Count * Square(Mean(draw) - mean));
        double freedom = draws.Length - 1;
        double within = Math.Max(0, (variance * count) - between) / (count - draws.Length);
        double size = (count - (draws.Sum(draw => (double)draw.Count * draw.Count) / count))
            / freedom;
        double component = Math.Max(0, (between / freedom) - within) / size;
        double error = between / freedom * Math.Sqrt(2 / freedom) / size;
        double deviation = Math.Sqrt(component);
        double total = component + within;
        bool isUntrusted = draws.Length < FewestDraws || component < error;
        return new(
            Bounded(
                deviation * unit,
                deviation > 0 ? unit * error / (2 * deviation) : unit * Math.Sqrt(error),
                double.PositiveInfinity, isUntrusted),
            total > 0
                ? Bounded(component / total, error * within / (total * total), 1, isUntrusted)
                : Estimate.None,
            Math.Sqrt((within / count) + (component * Imbalance(draws, sums.Draws, count))));
    }

    private static Estimate Bounded(
        double value, double error, double most, bool isUntrusted)
    {
        Estimate normal = Estimate.Normal(value, error);
        return normal with
        {
            Low = Math.Max(0, normal.Low!.Value),
            High = Math.Min(most, normal.High!.Value),
            Untrusted = isUntrusted,
        };
    }

    // Of the weights that draws have in the mean from the equal ones that they should have.
    private static double Imbalance(Batch[] met, int draws, double count) =>
        met.Sum(draw => Square((draw.Count / count) - (1.0 / draws)))
        + ((draws - met.Length) / Square(draws));

    private static double Mean(Batch draw) => (double)draw.Sum / draw.Count;

    private static double Square(double value) => value * value;
}
