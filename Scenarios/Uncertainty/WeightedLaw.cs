namespace GpuRisk.Scenarios;

/// <summary>A number that is one of several: a question with a few answers.</summary>
/// <param name="Values">The values, rising.</param>
/// <param name="Weights">How likely each is against the others, above 0.</param>
public sealed record WeightedLaw(
    IReadOnlyList<double> Values, IReadOnlyList<double> Weights) : NumberLaw
{
    /// <inheritdoc/>
    public override double Quantile(double share)
    {
        double rest = share * Weights.Sum();
        for (int i = 0; i < Values.Count - 1; i++)
        {
            rest -= Weights[i];
            if (rest < 0) return Values[i];
        }

        return Values[^1];
    }
}
