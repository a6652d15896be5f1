namespace GpuRisk.Scenarios;

/// <summary>Geometric Brownian motion: E[S(T)] = S(0) exp(drift T).</summary>
/// <param name="DriftPerYear">
/// The drift of the price, -20 to 20; already the risk-free rate under the risk-neutral measure.
/// </param>
/// <param name="VolatilityPerYear">The volatility of the log price, 0 to 20.</param>
public sealed record GbmProcess(double DriftPerYear, double VolatilityPerYear) : PriceProcess
{
    /// <summary>What a scenario states of it.</summary>
    internal static ProcessKind Stated { get; } = new(
        "gbm",
        [ProcessKind.Drift, ProcessKind.Volatility],
        (asset, context) => new GbmProcess(
            ProcessKind.DriftOf(asset, context), asset["process"]["volatility"].Number));

    /// <inheritdoc/>
    public override string Kind => Stated.Name;

    /// <inheritdoc/>
    public override bool MovesByItself() => true;

    /// <inheritdoc/>
    public override AssetMoments Moments(double years) => new(
        LogDrift(DriftPerYear, VolatilityPerYear), VolatilityPerYear, default, default);
}
