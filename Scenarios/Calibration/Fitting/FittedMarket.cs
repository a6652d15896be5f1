namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>What a fit puts into a scenario of one asset.</summary>
/// <param name="Process">The asset's process.</param>
/// <param name="Regimes">The regimes that it follows; null where it follows none.</param>
public sealed record FittedMarket(PriceProcess Process, Regimes? Regimes = null)
{
    /// <summary>The value of a position in a pool at the start.</summary>
    public const double PositionUsd = 1000;

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
            Regimes = Regimes,
        };

    /// <summary>The same scenario with a constant-product pool of the asset and dollars, whose
    /// volume has a fitted law, and a position of <see cref="PositionUsd"/> in it.</summary>
    /// <param name="alone">The scenario of the asset alone.</param>
    /// <param name="fee">The pool's fee, as a fraction.</param>
    /// <param name="volume">The law of the volume, arbitrage included.</param>
    public static Scenario WithPool(Scenario alone, double fee, VolumeFit volume)
    {
        ArgumentNullException.ThrowIfNull(alone);
        ArgumentNullException.ThrowIfNull(volume);
        Asset priced = alone.Assets[0];
        var dollars = new Asset(1, priced.Name == "USD" ? "cash" : "USD", 1, new ConstantProcess());
        var pool = new ConstantProductPool
        {
            Index = 0,
            Name = "pool",
            FeeFraction = fee,
            ValueUsd = 1e6,
            NoiseVolumePerDay = volume.MeanPerDay,
            NoiseVolumeStdDev = Math.Min(volume.NoiseStdDev, 3),
            NoiseVolumeProcess = volume.Process,
            Arbitrage = ArbitrageTiming.Continuous,
            ArbitrageGasUsd = 0,
            ProtocolShareOfFees = 0,
            Base = priced,
            Quote = dollars,
        };
        return alone with
        {
            Assets = [priced, dollars],
            Correlations = CorrelationMatrix.Identity(2),
            Pools = [pool],
            Positions =
            [
                new Position
                {
                    Index = 0,
                    Name = "share",
                    Pool = pool,
                    ValueUsd = PositionUsd,
                    Range = null,
                    Strategy = RangeStrategy.Hold,
                    RecentreEverySeconds = 0,
                    GasPerActionUsd = 0,
                },
            ],
        };
    }
}
