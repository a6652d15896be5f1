using GpuRisk.Kernels.Numerics;

namespace GpuRisk.Engine.Planning.Stablecoins;

/// <summary>Fits smooth functions of one positive argument by polynomials, as
/// <see cref="Piecewise"/> holds them.</summary>
internal static class PiecewiseFit
{
    private const int Count = Piecewise.Coefficients;

    // Chebyshev's points on [-1, 1]: what interpolates there is nearly the best polynomial.
    private static readonly double[] s_points = [.. Enumerable.Range(0, Count)
        .Select(i => Math.Cos(Math.PI * ((2 * i) + 1) / (2 * Count)))];

    /// <summary>The coefficients of a function.</summary>
    /// <param name="function">The function; smooth, and known to double precision.</param>
    /// <param name="first">The power of two where the first octave begins.</param>
    /// <param name="last">The power of two where the last octave ends.</param>
    public static IEnumerable<double> Of(Func<double, double> function, int first, int last)
    {
        for (int octave = first; octave < last; octave++)
        {
            for (int i = 0; i < Piecewise.Intervals; i++)
            {
                double middle = Piecewise.FirstMiddle + ((double)i / Piecewise.Intervals);
                foreach (double coefficient in Interval(
                    distance => function(Math.ScaleB(middle + distance, octave))))
                {
                    yield return coefficient;
                }
            }
        }
    }

    // Newton's divided differences over the points, multiplied out.
    private static double[] Interval(Func<double, double> function)
    {
        const double half = 0.5 / Piecewise.Intervals;
        double[] differences = [.. s_points.Select(point => function(half * point))];
        for (int order = 1; order < Count; order++)
        {
            for (int i = Count - 1; i >= order; i--)
            {
                differences[i] = (differences[i] - differences[i - 1])
                    / (s_points[i] - s_points[i - order]);
            }
        }

        var powers = new double[Count];
        for (int i = Count - 1; i >= 0; i--)
        {
            for (int power = Count - 1; power > 0; power--)
            {
                powers[power] = powers[power - 1] - (s_points[i] * powers[power]);
            }

            powers[0] = differences[i] - (s_points[i] * powers[0]);
        }

        double scale = 1;
        for (int power = 0; power < Count; power++)
        {
            powers[power] *= scale;
            scale /= half;
        }

        return powers;
    }
}
