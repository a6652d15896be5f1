using MathNet.Numerics;

namespace GpuRisk.Benchmarks.Scaling;

/// <summary>A straight line through measurements.</summary>
/// <param name="Intercept">Its value at 0.</param>
/// <param name="Slope">Its slope.</param>
/// <param name="RSquared">The share of the variance that it explains; null for a constant.</param>
/// <param name="LargestDeviation">The largest distance of a measurement, as a share of the line.
/// </param>
internal sealed record LinearFit(
    double Intercept, double Slope, double? RSquared, double LargestDeviation)
{
    public static LinearFit LeastSquares(double[] x, double[] y)
    {
        (double intercept, double slope) = MathNet.Numerics.Fit.Line(x, y);
        double rSquared = GoodnessOfFit.RSquared(x.Select(v => intercept + (slope * v)), y);
        return new(intercept, slope, rSquared, Deviation(x, y, intercept, slope));
    }

    public static LinearFit Constant(double[] x, double[] y, double level) =>
        new(level, 0, null, Deviation(x, y, level, 0));

    /// <summary>The line at a place.</summary>
    public double At(double x) => Intercept + (Slope * x);

    private static double Deviation(double[] x, double[] y, double intercept, double slope) =>
        x.Zip(y, (v, w) => Math.Abs((w / (intercept + (slope * v))) - 1)).Max();
}
