using MathNet.Numerics.LinearAlgebra;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>
/// Where the most likely parameters are sought, for returns whose standard deviation is 1. The
/// likelihood of a mixture grows without bound as its narrowest part shrinks onto a single return
/// (Kiefer and Wolfowitz 1956), so deviations need a lower bound; the upper ones are those of
/// scenarios.
/// </summary>
/// <param name="count">The number of returns.</param>
/// <param name="scale">The standard deviation of the returns as they were.</param>
/// <param name="intervalYears">The time of a return, in years of 365 days.</param>
internal sealed class MertonBounds(int count, double scale, double intervalYears)
{
    /// <summary>The most jumps that a scenario allows in a step.</summary>
    public const double MostJumpsInStep = 5;

    /// <summary>The most jumps that a scenario allows in a year.</summary>
    public const double MostJumpsPerYear = 10_000;

    /// <summary>The least deviation of diffusion and jumps, as a part of the whole.</summary>
    public const double LeastDeviation = 0.01;

    private const double LargestJump = 5;
    private const double LargestMean = 10;
    private const double LargestDeviation = 3;

    /// <summary>Less than a twentieth of a jump in all the data cannot be told from none.
    /// </summary>
    private const double LeastJumpsInSample = 0.05;

    private const double Edge = 1e-6;

    public Vector<double> Lower { get; } = Vector<double>.Build.DenseOfArray(
    [
        -LargestMean,
        Math.Log(LeastDeviation),
        Math.Log(LeastJumpsInSample / count),
        -LargestJump / scale,
        Math.Log(LeastDeviation),
    ]);

    public Vector<double> Upper { get; } = Vector<double>.Build.DenseOfArray(
    [
        LargestMean,
        Math.Log(LargestDeviation),
        Math.Log(Math.Min(MostJumpsInStep, MostJumpsPerYear * intervalYears)),
        LargestJump / scale,
        Math.Log(Math.Max(LargestJump / scale, 1)),
    ]);

    /// <summary>The nearest parameters within the bounds.</summary>
    public Vector<double> Nearest(Vector<double> theta) =>
        theta.PointwiseMaximum(Lower).PointwiseMinimum(Upper);

    public bool IsAtLower(Vector<double> theta, int index) => theta[index] < Lower[index] + Edge;

    public bool IsAtUpper(Vector<double> theta, int index) => theta[index] > Upper[index] - Edge;

    public bool IsWithin(Vector<double> theta, int index) =>
        !IsAtLower(theta, index) && !IsAtUpper(theta, index);
}
