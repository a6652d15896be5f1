namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>
/// A variance that moves as Heston's, on a grid of its root: a Markov chain of one period with
/// the quadratic-exponential law of Andersen (2008), that of scenarios with steps of a period.
/// Neighbours of the grid are closer than the root's noise, so that sums are as good as integrals.
/// </summary>
internal sealed class VarianceChain
{
    /// <summary>The places of the grid.</summary>
    public const int Places = 96;

    // In deviations: what is reached at all, and in a period.
    private const double Reach = 5;
    private const double ReachOfPeriod = 6;

    // Andersen's switch between the two laws of a period.
    private const double Switch = 1.5;

    private const int Lanes = 8;

    private readonly double _lowest;
    private readonly double _width;

    /// <summary>Makes the chain of parameters.</summary>
    /// <param name="longRun">The variance that it reverts to, per year.</param>
    /// <param name="reversion">How fast, per year.</param>
    /// <param name="noise">The volatility of the variance, per year.</param>
    /// <param name="years">The time of a period.</param>
    public VarianceChain(double longRun, double reversion, double noise, double years)
    {
        double shape = 2 * reversion * longRun / (noise * noise);
        _lowest = Math.Sqrt(Quantile(longRun, shape, -Reach));
        _width = (Math.Sqrt(Quantile(longRun, shape, Reach)) - _lowest) / Places;
        for (int i = 0; i < Places + Lanes; i++) Variances[i] = Root(i) * Root(i);
        double sum = 0;
        for (int i = 0; i < Places; i++)
        {
            Stationary[i] = Math.Exp(
                (((2 * shape) - 1) * Math.Log(Root(i))) - (shape * Variances[i] / longRun)
                - (((2 * shape) - 1) * Math.Log(Math.Sqrt(longRun))) + shape);
            sum += Stationary[i];
        }

        for (int i = 0; i < Places; i++) Stationary[i] /= sum;
        double kept = Math.Exp(-reversion * years);
        double lost = (1 - kept) / reversion;
        var weights = new List<double>(Places * 16);
        for (int i = 0; i < Places; i++)
        {
            double mean = longRun + ((Variances[i] - longRun) * kept);
            double spread = noise * noise * lost
                * ((Variances[i] * kept) + (0.5 * longRun * (1 - kept)));
            AddRow(i, mean, spread, weights);
        }

        Weights = [.. weights];
    }

    /// <summary>The variances of the grid, rising, per year; a few beyond it.</summary>
    public double[] Variances { get; } = new double[Places + Lanes];

    /// <summary>The chances of the variance in the long run.</summary>
    public double[] Stationary { get; } = new double[Places];

    /// <summary>Where the row of each place begins among the places.</summary>
    public int[] First { get; } = new int[Places];

    /// <summary>Where it begins in <see cref="Weights"/>; after the last row their number.
    /// </summary>
    public int[] Starts { get; } = new int[Places + 1];

    /// <summary>The chances of going from each place to those of its row, which are a whole number
    /// of lanes.</summary>
    public double[] Weights { get; }

    private double Root(int place) => _lowest + ((place + 0.5) * _width);

    // Of a gamma law, by Wilson and Hilferty (1931).
    private static double Quantile(double mean, double shape, double z)
    {
        double root = 1 - (1 / (9 * shape)) + (z / (3 * Math.Sqrt(shape)));
        return mean * Math.Pow(Math.Max(root, 0), 3);
    }

    private void AddRow(int place, double mean, double spread, List<double> weights)
    {
        double ratio = spread / (mean * mean);
        bool isQuadratic = ratio <= Switch;
        double root = Math.Sqrt(Math.Max((2 / ratio) - 1, 0));
        double square = isQuadratic
            ? (2 / ratio) - 1 + (Math.Sqrt(2 / ratio) * root) : 0;
        double deviation = Math.Sqrt(mean / (1 + square));
        double center = deviation * Math.Sqrt(square);
        double atZero = (ratio - 1) / (ratio + 1);
        double rate = (1 - atZero) / mean;
        double low = isQuadratic ? center - (ReachOfPeriod * deviation) : 0;
        double high = isQuadratic
            ? center + (ReachOfPeriod * deviation) : Math.Sqrt(18 / rate);
        int first = Math.Clamp((int)Math.Floor((low - _lowest) / _width), 0, Places - 1);
        int last = Math.Clamp((int)Math.Ceiling((high - _lowest) / _width), first, Places - 1);
        int count = ((last - first) / Lanes * Lanes) + Lanes;
        First[place] = first;
        Starts[place] = weights.Count;
        Starts[place + 1] = weights.Count + count;
        Span<double> row = stackalloc double[count];
        double sum = 0;
        for (int j = 0; j < count && first + j < Places; j++)
        {
            double to = Root(first + j);
            row[j] = isQuadratic
                ? Bell((to - center) / deviation) + Bell((to + center) / deviation)
                : (2 * to * rate * (1 - atZero) * _width * Math.Exp(-rate * to * to))
                    + (first + j == 0 ? atZero : 0);
            sum += row[j];
        }

        foreach (double weight in row) weights.Add(weight / sum);
    }

    private static double Bell(double z) => Math.Exp(-0.5 * z * z);
}
