using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Backtesting;

/// <summary>The simulated law of a position's gain, or of how far a metric lies from its origin,
/// from the histogram of a run's tally.</summary>
internal sealed class Forecast
{
    private const int TailParts = 32;

    // More of all paths at one value than this is no bin of the histogram but an event.
    private const double EventShare = 0.05;

    // Bins of the histogram are narrower.
    private const double BinWidth = 0.005;

    private readonly double[] _values;
    private readonly double[] _middle;
    private readonly double[] _weights;

    private Forecast(double[] values, double[] weights)
    {
        _values = values;
        _weights = weights;
        _middle = new double[values.Length];
        double below = 0;
        for (int i = 0; i < values.Length; i++)
        {
            _middle[i] = below + (0.5 * weights[i]);
            below += weights[i];
        }
    }

    /// <summary>The law of a position's gain.</summary>
    /// <param name="tally">The tally of the price, at a start of 1.</param>
    /// <param name="position">The position.</param>
    public static Forecast Of(MetricTally tally, BacktestPosition position) =>
        Of(tally, (distance, origin) => position.Gain(origin + distance));

    /// <summary>The law of how far a metric lies from its origin, in its unit.</summary>
    /// <param name="tally">The metric's tally, of at least one outcome.</param>
    public static Forecast OfDistance(MetricTally tally) => Of(tally, (distance, _) => distance);

    private static Forecast Of(MetricTally tally, Func<double, double, double> gain)
    {
        Distribution outcomes = Distribution.OfOutcomes(tally);
        var values = new double[outcomes.Bins.Length];
        var weights = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            ValueBin bin = outcomes.Bins[i];
            values[i] = gain(bin.Mean * outcomes.Unit, outcomes.Origin);
            weights[i] = (double)bin.Count / outcomes.Count;
        }

        Array.Sort(values, weights);
        return new Forecast(values, weights);
    }

    /// <summary>The gain that a share of the paths stays below.</summary>
    public double Quantile(double level)
    {
        int at = Array.BinarySearch(_middle, level);
        if (at >= 0) return _values[at];
        at = ~at;
        if (at == 0) return _values[0];
        if (at == _values.Length) return _values[^1];
        double part = (level - _middle[at - 1]) / (_middle[at] - _middle[at - 1]);
        return _values[at - 1] + (part * (_values[at] - _values[at - 1]));
    }

    /// <summary>The share of paths that gain less; of an event at the gain itself, the part that
    /// is given (Czado, Gneiting, Held 2009).</summary>
    /// <param name="gain">The gain.</param>
    /// <param name="part">From 0 to 1.</param>
    public double Below(double gain, double part)
    {
        int at = Array.BinarySearch(_values, gain);
        int near = Math.Clamp(at >= 0 ? at : ~at, 0, _values.Length - 1);
        for (int i = Math.Max(near - 1, 0); i <= Math.Min(near + 1, _values.Length - 1); i++)
        {
            bool isIt = Math.Abs(_values[i] - gain) <= BinWidth * Math.Abs(gain);
            if (isIt && _weights[i] > EventShare)
                return _middle[i] + ((part - 0.5) * _weights[i]);
        }

        if (at >= 0) return _middle[at];
        at = ~at;
        if (at == 0) return 0;
        if (at == _values.Length) return 1;
        double width = _values[at] - _values[at - 1];
        double share = (gain - _values[at - 1]) / width;
        return _middle[at - 1] + (share * (_middle[at] - _middle[at - 1]));
    }

    /// <summary>The mean gain of the worst share of paths, and the means of equal parts of it, the
    /// worst first (Acerbi, Tasche 2002).</summary>
    public (double Mean, double[] Parts) Tail(double share)
    {
        var parts = new double[TailParts];
        double each = share / TailParts;
        double left = each;
        int part = 0;
        for (int i = 0; i < _values.Length && part < TailParts; i++)
        {
            double weight = _weights[i];
            while (weight > 0 && part < TailParts)
            {
                double taken = Math.Min(weight, left);
                parts[part] += taken * _values[i] / each;
                weight -= taken;
                left -= taken;
                if (left > 0) continue;
                part++;
                left = each;
            }
        }

        return (parts.Average(), parts);
    }

    /// <summary>The continuous ranked probability score, E|X - x| - E|X - X'| / 2 (Gneiting,
    /// Raftery 2007), in the unit of gains; lower is better.</summary>
    public double RankedScore(double gain)
    {
        double sum = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            sum += _weights[i] * (Math.Abs(_values[i] - gain)
                - (_values[i] * ((2 * _middle[i]) - 1)));
        }

        return sum;
    }
}
