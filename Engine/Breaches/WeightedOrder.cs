using GpuRisk.Engine.Results;

namespace GpuRisk.Engine.Breaches;

/// <summary>The distribution of outcomes that count by weights.</summary>
internal sealed class WeightedOrder
{
    private readonly double[] _values;

    // Of all up to each: the weights, and the squares of weights.
    private readonly double[] _weights;
    private readonly double[] _squares;

    /// <summary>Sorts outcomes.</summary>
    /// <param name="outcomes">The outcomes; those that are absent (NaN) do not count.</param>
    /// <param name="weights">What each counts; those of none do not.</param>
    public WeightedOrder(double[] outcomes, double[] weights)
    {
        int[] order = [.. Enumerable.Range(0, outcomes.Length)
            .Where(i => weights[i] > 0 && !double.IsNaN(outcomes[i]))];
        _values = [.. order.Select(i => outcomes[i])];
        Array.Sort(_values, order);
        _weights = new double[order.Length];
        _squares = new double[order.Length];
        double weight = 0;
        double square = 0;
        double sum = 0;
        for (int i = 0; i < order.Length; i++)
        {
            double own = weights[order[i]];
            _weights[i] = weight += own;
            _squares[i] = square += own * own;
            sum += own * _values[i];
        }

        Whole = weight;
        Mean = sum / weight;
        double variance = 0;
        double ofMean = 0;
        for (int i = 0; i < order.Length; i++)
        {
            double own = weights[order[i]] * (_values[i] - Mean);
            variance += own * (_values[i] - Mean);
            ofMean += own * own;
        }

        Deviation = Math.Sqrt(variance / weight);
        MeanError = Math.Sqrt(ofMean) / weight;
    }

    /// <summary>Whether nothing counts.</summary>
    public bool IsEmpty => _values.Length == 0;

    /// <summary>What all count together.</summary>
    public double Whole { get; }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The standard error of the mean: that of a ratio of sums over paths.</summary>
    public double MeanError { get; }

    /// <summary>The standard deviation.</summary>
    public double Deviation { get; }

    /// <summary>The least outcome.</summary>
    public double Least => _values[0];

    /// <summary>The least outcome up to which a share of the weights lies.</summary>
    public double Quantile(double level) => _values[PlaceOf(level)];

    /// <summary>A quantile with its standard error: that of the weight below it, read off the
    /// distribution (Woodruff 1952, J. Am. Stat. Assoc. 47, 635).</summary>
    public BreachFigure Told(double level)
    {
        int place = PlaceOf(level);
        double below = _squares[place];
        double above = _squares[^1] - below;
        double rest = 1 - level;
        double error = Math.Sqrt((rest * rest * below) + (level * level * above)) / Whole;
        double reach = Estimate.NormalQuantile * error;
        double low = _values[PlaceOf(level - reach)];
        double high = _values[PlaceOf(level + reach)];
        return new(_values[place], (high - low) / (2 * Estimate.NormalQuantile));
    }

    /// <summary>All of it that is told.</summary>
    public DriverSpread Spread() =>
        new(new(Mean, MeanError), Told(0.05), Told(0.5), Told(0.95));

    private int PlaceOf(double level)
    {
        int place = Array.BinarySearch(_weights, Math.Clamp(level, 0, 1) * Whole);
        return Math.Min(place < 0 ? ~place : place, _values.Length - 1);
    }
}
