using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace GpuRisk.Scenarios.Uncertainty;

/// <summary>
/// Points at which several numbers are drawn together (McKay, Beckman, Conover 1979): each number
/// takes one value from each of as many equally likely parts of its law, in an order of its own.
/// The points are the same in every run, whatever its seed.
/// </summary>
internal static class LatinHypercube
{
    /// <summary>Shares of laws, each above 0 and below 1: a row for each point.</summary>
    /// <param name="points">Number of points.</param>
    /// <param name="factor">The lower Cholesky factor of the correlations of the normal scores; its
    /// size is the number of numbers.</param>
    public static double[][] Shares(int points, Matrix<double> factor)
    {
        int numbers = factor.RowCount;
        var scores = Matrix<double>.Build.Dense(points, numbers);
        for (int number = 0; number < numbers; number++)
        {
            int[] order = Order(points, number);
            for (int point = 0; point < points; point++)
                scores[point, number] = Normal.InvCDF(0, 1, (order[point] + 0.5) / points);
        }

        Matrix<double> joint = scores * factor.Transpose();
        return [.. joint.EnumerateRows().Select(
            row => row.Select(score => Normal.CDF(0, 1, score)).ToArray())];
    }

    // Fisher and Yates by the generator of Steele, Lea and Flood (2014), which needs no library and
    // gives each number an order that others do not change.
    private static int[] Order(int points, int number)
    {
        ulong state = ((ulong)number + 1) * 0xD1B54A32D192ED03;
        int[] order = [.. Enumerable.Range(0, points)];
        for (int i = points - 1; i > 0; i--)
        {
            int other = (int)(Next(ref state) % (ulong)(i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
