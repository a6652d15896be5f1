using System.Text.Json.Serialization;

namespace GpuRisk.Engine.Backtesting;

/// <summary>What history says of processes.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="WindowSeconds">How far back calibration looks.</param>
/// <param name="EverySeconds">The time between two forecasts.</param>
/// <param name="SamplingSeconds">The time of the returns that are fitted.</param>
/// <param name="Paths">Paths of each forecast.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Assets">The assets.</param>
/// <param name="Processes">Each process over all assets, horizons and positions.</param>
/// <param name="Cells">Each process for each asset, horizon and position.</param>
/// <param name="Warnings">What a reader must know, in sentences.</param>
public sealed record BacktestResult(
    string Schema,
    double WindowSeconds,
    double EverySeconds,
    double SamplingSeconds,
    long Paths,
    ulong Seed,
    IReadOnlyList<BacktestAsset> Assets,
    IReadOnlyList<BacktestProcess> Processes,
    IReadOnlyList<BacktestCell> Cells,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.backtest/1";

    /// <summary>A test rejects below this p-value.</summary>
    public const double Significance = 0.05;
}

/// <summary>An asset of a backtest.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Starts">Forecasts that were made.</param>
/// <param name="Dropped">Forecasts left out because a price is missing.</param>
/// <param name="FirstUtc">The first of them.</param>
/// <param name="LastUtc">The last of them.</param>
public sealed record BacktestAsset(
    string Name, int Starts, int Dropped, DateTime FirstUtc, DateTime LastUtc);

/// <summary>A process over all cells of a backtest.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tests">Kupiec's tests, two a cell.</param>
/// <param name="Rejected">Those that reject at 5 %, of forecasts that do not overlap.</param>
/// <param name="RejectedOverlapping">Those that reject at 5 % where overlapping forecasts are taken
/// for independent.</param>
/// <param name="PitRejected">Tests of even probabilities that reject at 5 %, one a cell.</param>
/// <param name="ShortfallRejected">Acerbi's and Szekely's tests that reject at 5 %, two a cell.
/// </param>
/// <param name="Pooled">By position, horizon and level over all assets.</param>
/// <param name="RankedScore">The mean over cells of the score over that of the first process.
/// </param>
/// <param name="Substituted">Forecasts for which the fit was not to be used and geometric Brownian
/// motion stood in.</param>
public sealed record BacktestProcess(
    string Name,
    int Tests,
    int Rejected,
    int RejectedOverlapping,
    int PitRejected,
    int ShortfallRejected,
    IReadOnlyList<PooledCoverage> Pooled,
    double RankedScore,
    int Substituted);

/// <summary>Exceedances of all assets.</summary>
/// <param name="Position">The position.</param>
/// <param name="HorizonSeconds">The horizon.</param>
/// <param name="Level">The level of value at risk.</param>
/// <param name="Starts">Forecasts.</param>
/// <param name="Exceedances">Those that were exceeded.</param>
/// <param name="Apart">Forecasts that do not overlap.</param>
/// <param name="ApartExceedances">Those of them that were exceeded.</param>
/// <param name="Kupiec">The p-value of that; assets are taken for independent, which they are not,
/// so that it is too small.</param>
public sealed record PooledCoverage(
    string Position,
    double HorizonSeconds,
    double Level,
    int Starts,
    int Exceedances,
    int Apart,
    int ApartExceedances,
    double Kupiec)
{
    /// <summary>The share of forecasts that were exceeded.</summary>
    public double Share => (double)Exceedances / Starts;
}

/// <summary>A process for an asset, a horizon and a position.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Process">The process.</param>
/// <param name="Position">What is held.</param>
/// <param name="HorizonSeconds">How far ahead.</param>
/// <param name="Starts">Forecasts.</param>
/// <param name="Apart">Of them those that do not overlap, on which tests rest.</param>
/// <param name="Levels">Value at risk and expected shortfall, by level.</param>
/// <param name="Pit">How many forecasts gave what came a probability in each tenth of 0 to 1.
/// </param>
/// <param name="PitDistance">The distance from even ones (Kolmogorov, Smirnov).</param>
/// <param name="PitPValue">Its p-value.</param>
/// <param name="RankedScore">The mean continuous ranked probability score, as a part of the value
/// at the start.</param>
public sealed record BacktestCell(
    string Asset,
    string Process,
    string Position,
    double HorizonSeconds,
    int Starts,
    int Apart,
    IReadOnlyList<LevelResult> Levels,
    IReadOnlyList<int> Pit,
    double PitDistance,
    double PitPValue,
    double RankedScore)
{
    /// <summary>The forecasts, in order of time.</summary>
    [JsonIgnore]
    public IReadOnlyList<BacktestDay> Days { get; init; } = [];
}

/// <summary>Value at risk and expected shortfall of a level.</summary>
/// <param name="Level">The level.</param>
/// <param name="Exceedances">How often the loss was larger.</param>
/// <param name="Share">That over all forecasts; 1 - level if they are right.</param>
/// <param name="ApartExceedances">Exceedances of forecasts that do not overlap.</param>
/// <param name="Kupiec">The p-value of that many.</param>
/// <param name="KupiecOverlapping">The p-value of all, as if they were independent.</param>
/// <param name="Independence">The p-value of no dependence of one on the next (Christoffersen).
/// </param>
/// <param name="Conditional">The p-value of both (Christoffersen).</param>
/// <param name="MeanValueAtRisk">The mean value at risk.</param>
/// <param name="ShortfallRatio">The losses beyond value at risk over the shortfalls forecast for
/// them; null where there are none.</param>
/// <param name="AcerbiSzekely">Acerbi's and Szekely's Z2: 0 if right, negative if too mild.</param>
/// <param name="AcerbiSzekelyPValue">Its p-value against forecasts that are too mild.</param>
public sealed record LevelResult(
    double Level,
    int Exceedances,
    double Share,
    int ApartExceedances,
    double Kupiec,
    double KupiecOverlapping,
    double Independence,
    double Conditional,
    double MeanValueAtRisk,
    double? ShortfallRatio,
    double AcerbiSzekely,
    double AcerbiSzekelyPValue);
