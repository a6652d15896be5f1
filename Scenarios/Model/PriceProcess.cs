namespace GpuRisk.Scenarios;

/// <summary>How the price of an asset moves. Rates are per year of 365 days.</summary>
public abstract record PriceProcess
{
    /// <summary>Whether the price moves of its own: neither constant nor tied to a peg.</summary>
    /// <exception cref="InvalidOperationException">The process is unknown.</exception>
    public bool MovesByItself() => this switch
    {
        ConstantProcess or PeggedProcess => false,
        GbmProcess or MertonProcess => true,
        _ => throw new InvalidOperationException($"Nobody knows whether {this} moves."),
    };
}

/// <summary>A price that never moves.</summary>
public sealed record ConstantProcess : PriceProcess;

/// <summary>A stablecoin's price over its peg; joint markets only.</summary>
/// <param name="Stablecoin">The name of the stablecoin.</param>
public sealed record PeggedProcess(string Stablecoin) : PriceProcess;

/// <summary>Geometric Brownian motion: E[S(T)] = S(0) exp(drift T).</summary>
/// <param name="DriftPerYear">
/// The drift of the price, -20 to 20; already the risk-free rate under the risk-neutral measure.
/// </param>
/// <param name="VolatilityPerYear">The volatility of the log price, 0 to 20.</param>
public sealed record GbmProcess(double DriftPerYear, double VolatilityPerYear) : PriceProcess;

/// <summary>Merton's jump diffusion: log-normal jumps at Poisson times on top of GBM.</summary>
/// <param name="DriftPerYear">
/// The drift of the price, -20 to 20; already the risk-free rate under the risk-neutral measure.
/// </param>
/// <param name="VolatilityPerYear">The volatility of the diffusion, 0 to 20.</param>
/// <param name="JumpsPerYear">The intensity of jumps, 0 to 10,000; at most 5 in a step.</param>
/// <param name="JumpMean">The mean of a jump of the log price, -5 to 5.</param>
/// <param name="JumpStdDev">The standard deviation of a jump of the log price, 0 to 5.</param>
/// <param name="Compensated">
/// True where the mean effect of all jumps is taken out of the drift, so that
/// E[S(T)] = S(0) exp(drift T); false where the jumps come on top. Always true under the
/// risk-neutral measure.
/// </param>
/// <param name="Common">
/// What the scenario's common jumps do to this asset, beside its own; none where it takes no
/// part.
/// </param>
public sealed record MertonProcess(
    double DriftPerYear,
    double VolatilityPerYear,
    double JumpsPerYear,
    double JumpMean,
    double JumpStdDev,
    bool Compensated,
    JumpLaw Common = default) : PriceProcess
{
    /// <summary>The jumps that the asset states as its own.</summary>
    public JumpLaw Own => new(JumpsPerYear, JumpMean, JumpStdDev);
}
