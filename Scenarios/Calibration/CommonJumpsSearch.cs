using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Seeks the most likely common jumps of assets whose own laws are known.</summary>
/// <param name="likelihood">The likelihood.</param>
/// <param name="start">The assets and their correlations.</param>
/// <param name="isOfPairs">Whether sizes are as correlated as the returns of their pair, and only
/// the number of common jumps is sought.</param>
internal sealed class CommonJumpsSearch(
    JointLikelihood likelihood, JointStep start, bool isOfPairs)
{
    private const int SampleOfGrid = 1500;
    private const double Tolerance = 1e-6;
    private const int Iterations = 400;
    private const double Impossible = 1e3;

    // The edges themselves are where parameters may end.
    private const double LeastPart = 1e-3;
    private const double LargestSizeCorrelation = 0.999;

    private static readonly double[] Parts = [0.05, 0.2, 0.4, 0.6, 0.8, 0.95];
    private static readonly double[] SizeCorrelations = [0.05, 0.3, 0.6, 0.8, 0.9, 0.97];

    /// <summary>The most likely step; null where no common jumps make the correlations possible.
    /// </summary>
    public JointStep? Best()
    {
        JointLikelihood part = likelihood.Part(SampleOfGrid);
        (double Value, Vector<double> At) best = Parts
            .SelectMany(
                _ => isOfPairs ? SizeCorrelations[..1] : SizeCorrelations,
                (share, sizes) => At(share, sizes))
            .Select(at => (part.Value(StepOf(at)), at))
            .MaxBy(found => found.Item1);
        if (double.IsNegativeInfinity(best.Value)) return null;
        try
        {
            var simplex = new NelderMeadSimplex(Tolerance, Iterations);
            return AtEdge(StepOf(Nearest(simplex.FindMinimum(
                ObjectiveFunction.Value(Cost), best.At, At(0.1, 0.05)).MinimizingPoint)));
        }
        catch (OptimizationException)
        {
            return StepOf(best.At);
        }
    }

    /// <summary>Whether the number of common jumps ended at an edge.</summary>
    public static bool IsAtEdgeOfJumps(JointStep step) =>
        Share(step) <= LeastPart * 2 || Share(step) >= 1 - LeastPart;

    /// <summary>Whether the correlation of sizes ended at an edge.</summary>
    public static bool IsAtEdgeOfSizes(JointStep step) =>
        step.SizeCorrelation <= LeastPart
        || step.SizeCorrelation >= LargestSizeCorrelation - LeastPart;

    /// <summary>A search ends a little before the edge that it tends to.</summary>
    private static JointStep AtEdge(JointStep step) => Share(step) >= 1 - LeastPart
        ? step with { CommonJumps = step.MostCommonJumps }
        : step;

    private static double Share(JointStep step) => step.CommonJumps / step.MostCommonJumps;

    // Outside of the bounds the cost rises with the distance to them.
    private double Cost(Vector<double> at)
    {
        Vector<double> nearest = Nearest(at);
        double value = likelihood.Value(StepOf(nearest));
        return double.IsNegativeInfinity(value)
            ? Impossible
            : (-value / likelihood.Count) + (at - nearest).L1Norm();
    }

    private JointStep StepOf(Vector<double> at) => start with
    {
        CommonJumps = at[0] * start.MostCommonJumps,
        SizeCorrelation = isOfPairs ? null : at[1],
    };

    private Vector<double> Nearest(Vector<double> at) => At(
        Math.Clamp(at[0], LeastPart, 1),
        isOfPairs ? 0 : Math.Clamp(at[1], 0, LargestSizeCorrelation));

    private Vector<double> At(double share, double sizes) =>
        Vector<double>.Build.DenseOfArray(isOfPairs ? [share] : [share, sizes]);
}
