namespace GpuRisk.Scenarios;

/// <summary>How large the wallets of a class are at the start.</summary>
public abstract record SizeDistribution
{
    /// <summary>The mean size, in USD; above 0.</summary>
    public abstract double MeanUsd { get; }
}

/// <summary>All wallets are of one size.</summary>
/// <param name="SizeUsd">The size, in USD; above 0.</param>
public sealed record EqualSizes(double SizeUsd) : SizeDistribution
{
    /// <inheritdoc/>
    public override double MeanUsd => SizeUsd;
}

/// <summary>Log-normal sizes.</summary>
/// <param name="AverageUsd">The mean size, in USD; above 0.</param>
/// <param name="LogStdDev">The standard deviation of the log size, in (0, 5].</param>
public sealed record LogNormalSizes(double AverageUsd, double LogStdDev) : SizeDistribution
{
    /// <inheritdoc/>
    public override double MeanUsd => AverageUsd;
}

/// <summary>Pareto sizes: P(size above s) = (minimum / s)^exponent.</summary>
/// <param name="MinimumUsd">The smallest size, in USD; above 0.</param>
/// <param name="Exponent">The exponent, in (1, 100].</param>
public sealed record ParetoSizes(double MinimumUsd, double Exponent) : SizeDistribution
{
    /// <inheritdoc/>
    public override double MeanUsd => MinimumUsd * Exponent / (Exponent - 1);
}

/// <summary>The sizes of real wallets.</summary>
public sealed record ListedSizes : SizeDistribution
{
    /// <summary>Takes sizes in any order.</summary>
    /// <param name="sizesUsd">The sizes, in USD, each above 0; at least one.</param>
    public ListedSizes(IEnumerable<double> sizesUsd)
    {
        SizesUsd = [.. sizesUsd.Order()];
        MeanUsd = SizesUsd.Average();
    }

    /// <summary>The sizes, the smallest first, in USD.</summary>
    public IReadOnlyList<double> SizesUsd { get; }

    /// <inheritdoc/>
    [NotHashed("the mean of the sizes")]
    public override double MeanUsd { get; }
}
