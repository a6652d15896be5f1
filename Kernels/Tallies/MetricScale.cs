namespace GpuRisk.Kernels.Tallies;

/// <summary>What a tally must know of a metric.</summary>
/// <param name="origin">Where outcomes are measured from.</param>
/// <param name="scale">Fixed-point units per unit: a power of two.</param>
/// <param name="conditional">Whether a path may have no value.</param>
public readonly struct MetricScale(double origin, double scale, bool conditional)
{
    /// <summary>Where outcomes are measured from.</summary>
    public readonly double Origin = origin;

    /// <summary>Fixed-point units per unit.</summary>
    public readonly double Scale = scale;

    /// <summary>1 where NaN says that a path has no value, otherwise 0.</summary>
    public readonly long Conditional = conditional ? 1 : 0;
}
