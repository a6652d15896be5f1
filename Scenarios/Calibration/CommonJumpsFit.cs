namespace GpuRisk.Scenarios.Calibration;

/// <summary>Jumps that come to all assets at once, as the data make them most likely.</summary>
/// <param name="PerYear">Their mean number in a year.</param>
/// <param name="SizeCorrelation">The correlation of the sizes of two assets' jumps; null where it
/// is that of the pair's log returns.</param>
/// <param name="LogLikelihood">The log likelihood, summed over the pairs of assets.</param>
/// <param name="LogLikelihoodWithoutJumps">That of correlated geometric Brownian motions.</param>
/// <param name="LogLikelihoodOfOwnJumps">
/// That of jumps which never come together; null where diffusions alone cannot carry the
/// correlations.
/// </param>
public sealed record CommonJumpsFit(
    ParameterEstimate PerYear,
    ParameterEstimate? SizeCorrelation,
    double LogLikelihood,
    double LogLikelihoodWithoutJumps,
    double? LogLikelihoodOfOwnJumps);
