using MathNet.Numerics.Distributions;

namespace GpuRisk.Scenarios;

/// <summary>An estimate with its standard error: a normal law.</summary>
/// <param name="Mean">The estimate.</param>
/// <param name="StandardError">Its standard error, above 0.</param>
public sealed record NormalLaw(double Mean, double StandardError) : NumberLaw
{
    /// <inheritdoc/>
    public override double Quantile(double share) => Normal.InvCDF(Mean, StandardError, share);
}
