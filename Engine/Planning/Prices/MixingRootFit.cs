using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Prices;

/// <summary>The logarithm of the root of (f - 2) / X, X chi-squared of f degrees of freedom, as a
/// polynomial in the normal of the same probability: Chebyshev's at the nodes of its range. It is
/// off by at most 1e-5 from 2.1 degrees on, and by 2e-6 from 3 on.</summary>
internal static class MixingRootFit
{
    private const int Degree = MixingRoot<Real64, Word64, DeviceContext<Real64, Word64>>.Degree;
    private const double Range = MixingRoot<Real64, Word64, DeviceContext<Real64, Word64>>.Range;

    // More nodes than powers, so that what is left out is not laid on others.
    private const int Nodes = 64;

    /// <summary>The coefficients in normal / range, that of the highest power first.</summary>
    public static double[] Coefficients(double freedom)
    {
        double[] values = [.. Enumerable.Range(0, Nodes)
            .Select(node => MixingLaw.LogRoot(freedom, Range * Math.Cos(Angle(node))))];
        var powers = new double[Degree + 1];
        double[] last = new double[Degree + 1];
        double[] next = new double[Degree + 1];
        (last[0], next[1]) = (1, 1);
        for (int order = 0; order <= Degree; order++)
        {
            double weight = (order == 0 ? 1.0 : 2.0) / Nodes * values
                .Select((value, node) => value * Math.Cos(order * Angle(node))).Sum();
            for (int power = 0; power <= order; power++) powers[power] += weight * last[power];
            (last, next) = (next, After(last, next));
        }

        Array.Reverse(powers);
        return powers;
    }

    private static double Angle(int node) => Math.PI * (node + 0.5) / Nodes;

    // T(n + 1) = 2 x T(n) - T(n - 1).
    private static double[] After(double[] last, double[] next)
    {
        var after = new double[next.Length];
        for (int power = 0; power < after.Length; power++)
        {
            after[power] = (power > 0 ? 2 * next[power - 1] : 0) - last[power];
        }

        return after;
    }
}
