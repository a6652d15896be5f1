namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>What a fit puts into a scenario of one asset.</summary>
/// <param name="Process">The asset's process.</param>
public sealed record FittedMarket(PriceProcess Process)
{
    /// <summary>A scenario of the asset and nothing else, at a price of 1.</summary>
    /// <param name="name">The asset's name.</param>
    /// <param name="horizonSeconds">The horizon, whole steps.</param>
    /// <param name="stepSeconds">The step, above 0.</param>
    /// <param name="paths">The number of paths.</param>
    /// <param name="seed">The seed of the random numbers.</param>
    public Scenario Scenario(
        string name, double horizonSeconds, double stepSeconds, long paths, ulong seed) => new()
        {
            Name = name,
            Description = "",
            Kernel = KernelKind.ImpermanentLoss,
            HorizonSeconds = horizonSeconds,
            StepSeconds = stepSeconds,
            Paths = paths,
            Seed = seed,
            Measure = Measure.RealWorld,
            Assets = [new Asset(0, name, 1, Process)],
            Correlations = CorrelationMatrix.Identity(1),
            Pools = [],
            Positions = [],
            LendingMarkets = [],
            Loans = [],
            Stablecoins = [],
            Holders = [],
        };
}
