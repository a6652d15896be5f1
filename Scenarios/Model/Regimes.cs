using MathNet.Numerics.LinearAlgebra;

namespace GpuRisk.Scenarios;

/// <summary>The regimes that a market may be in, one at a time: a Markov chain that moves at the
/// ends of periods, one for all assets.</summary>
public sealed record Regimes
{
    /// <summary>The time after which the regime may change, in seconds; a whole number of steps.
    /// </summary>
    public required double PeriodSeconds { get; init; }

    /// <summary>The regimes in file order, 2 or 3.</summary>
    public required IReadOnlyList<Regime> States { get; init; }

    /// <summary>Whether correlations differ from regime to regime.</summary>
    public bool Correlate => States.Any(state => state.Correlations is not null);

    /// <summary>The law that the chain keeps; null where there are several, as with two regimes
    /// that are never left.</summary>
    internal static double[]? Stationary(IReadOnlyList<IReadOnlyList<double>> next)
    {
        int count = next.Count;
        // p (P - 1) = 0, and p sums to 1.
        Matrix<double> system = Matrix<double>.Build.Dense(
            count + 1, count,
            (i, j) => i == count ? 1 : next[j][i] - (i == j ? 1 : 0));
        if (system.Rank() < count) return null;
        Vector<double> right = Vector<double>.Build.Dense(count + 1, i => i == count ? 1 : 0);
        return [.. system.Svd().Solve(right).Select(p => Math.Clamp(p, 0, 1))];
    }
}

/// <summary>What holds in a regime.</summary>
public sealed record Regime
{
    /// <summary>The name that the scenario gives it.</summary>
    [NotHashed("no path depends on it")]
    public required string Name { get; init; }

    /// <summary>The probability of starting in it.</summary>
    public required double Start { get; init; }

    /// <summary>The probabilities of each regime in the next period, in their order; they sum to
    /// 1.</summary>
    public required IReadOnlyList<double> Next { get; init; }

    /// <summary>By what pools' noise volume is multiplied; 0 or more.</summary>
    public required double VolumeFactor { get; init; }

    /// <summary>By what the price of gas is multiplied; 0 or more.</summary>
    public required double GasFactor { get; init; }

    /// <summary>By what the intensity of impairments of stablecoins' reserves is multiplied; 0 or
    /// more.</summary>
    public required double PegHazardFactor { get; init; }

    /// <summary>The correlations of log returns in it; null where they are the scenario's.
    /// </summary>
    public CorrelationMatrix? Correlations { get; init; }
}
