namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Processes estimated from prices.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Assets">The estimates of each asset.</param>
/// <param name="Correlations">The correlations of log returns, of all pairs.</param>
/// <param name="Preferred">The process that the fragment holds: the lowest sum of Schwarz's
/// criteria over the assets.</param>
/// <param name="Warnings">What a user must know before he relies on it, in sentences.</param>
/// <param name="Fragment">A part of a scenario in YAML.</param>
public sealed record ProcessReport(
    string Schema,
    IReadOnlyList<AssetFits> Assets,
    IReadOnlyList<PairCorrelation> Correlations,
    string Preferred,
    IReadOnlyList<string> Warnings,
    string Fragment)
{
    /// <summary>The regimes that several assets share, as the fragment has them; null where they
    /// share none.</summary>
    public IReadOnlyList<FittedParameter>? Shared { get; init; }

    /// <summary>The covariance of those estimates, row by row.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? SharedCovariance { get; init; }

    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.calibration.processes/1";
}

/// <summary>The estimates of an asset.</summary>
/// <param name="Name">The asset's name.</param>
/// <param name="Returns">The number of returns.</param>
/// <param name="SamplingSeconds">The time of a return.</param>
/// <param name="FirstUtc">Where the window begins.</param>
/// <param name="LastUtc">Where it ends.</param>
/// <param name="LastPrice">The price there.</param>
/// <param name="Moments">Moments of the returns.</param>
/// <param name="Fits">The processes, in the order in which they were asked for.</param>
public sealed record AssetFits(
    string Name,
    int Returns,
    double SamplingSeconds,
    DateTime FirstUtc,
    DateTime LastUtc,
    double LastPrice,
    ReturnMoments Moments,
    IReadOnlyList<ProcessFit> Fits)
{
    /// <summary>The name of the file of prices; null where there is none.</summary>
    public string? File { get; init; }
}
