using MathNet.Numerics.Distributions;

namespace GpuRisk.Scenarios;

/// <summary>A number above 0 that is known up to a factor: its logarithm is normal.</summary>
/// <param name="Central">The median, above 0.</param>
/// <param name="Factor">What a standard deviation multiplies it by, above 1: two in three draws
/// lie within this factor of the median.</param>
public sealed record LogNormalLaw(double Central, double Factor) : NumberLaw
{
    /// <inheritdoc/>
    public override double Quantile(double share) =>
        Central * Math.Pow(Factor, Normal.InvCDF(0, 1, share));
}
