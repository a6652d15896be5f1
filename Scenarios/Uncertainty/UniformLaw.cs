namespace GpuRisk.Scenarios;

/// <summary>A number of which only two bounds are known: each value between is as likely.</summary>
/// <param name="Low">The least value.</param>
/// <param name="High">The greatest, above the least.</param>
public sealed record UniformLaw(double Low, double High) : NumberLaw
{
    /// <inheritdoc/>
    public override double Quantile(double share) => Low + (share * (High - Low));
}
