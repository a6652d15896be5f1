namespace GpuRisk.Scenarios;

/// <summary>What is known of a number that nobody knows exactly.</summary>
public abstract record NumberLaw
{
    /// <summary>The value that half of all draws stay below.</summary>
    public double Median => Quantile(0.5);

    /// <summary>The value that a share of all draws stays below.</summary>
    /// <param name="share">Above 0 and below 1.</param>
    public abstract double Quantile(double share);
}
