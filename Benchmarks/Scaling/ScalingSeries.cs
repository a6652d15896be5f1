namespace GpuRisk.Benchmarks.Scaling;

/// <summary>Runs that differ in one size.</summary>
/// <param name="Title">What they are.</param>
/// <param name="Panel">Which series share a panel of the picture.</param>
/// <param name="Axis">What varies, with its unit.</param>
/// <param name="IsConstant">True where the cost of a path should not depend on the size, false
/// where it should grow in a straight line.</param>
/// <param name="Points">The runs, by size.</param>
internal sealed record ScalingSeries(
    string Title, string Panel, string Axis, bool IsConstant, IReadOnlyList<ScalingPoint> Points)
{
    /// <summary>The least-squares line; for a constant, the level of the largest run.</summary>
    public LinearFit Fit() => IsConstant
        ? LinearFit.Constant(Sizes, Costs, Costs[^1])
        : LinearFit.LeastSquares(Sizes, Costs);

    /// <summary>Where the size is the number of paths: what a run takes whatever that number,
    /// by least squares of the cost of a path on its reciprocal.</summary>
    public double RunMilliseconds() => LinearFit.LeastSquares(
        [.. Sizes.Select(size => 1 / size)], Costs).Slope / 1e6;

    /// <summary>The sizes.</summary>
    public double[] Sizes => [.. Points.Select(point => point.Size)];

    /// <summary>Processor time of a path in nanoseconds.</summary>
    public double[] Costs => [.. Points.Select(point => point.NanosecondsPerPath)];
}
