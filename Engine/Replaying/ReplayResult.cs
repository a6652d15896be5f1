namespace GpuRisk.Engine.Replaying;

/// <summary>What a scenario said of what happened.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="ScenarioHash">Its hash.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Paths">Paths at each moment.</param>
/// <param name="HorizonSeconds">The simulated time.</param>
/// <param name="StepSeconds">The time of a step.</param>
/// <param name="Held">Moments of all metrics at which the band held what happened.</param>
/// <param name="Moments">Moments of all metrics.</param>
/// <param name="Metrics">What happened, by metric.</param>
/// <param name="Warnings">What a reader must know, in sentences.</param>
public sealed record ReplayResult(
    string Schema,
    string Scenario,
    string ScenarioHash,
    ulong Seed,
    long Paths,
    double HorizonSeconds,
    double StepSeconds,
    int Held,
    int Moments,
    IReadOnlyList<ReplayMetric> Metrics,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.replay/1";

    /// <summary>The share of paths in the band.</summary>
    public const double BandShare = 0.9;
}

/// <summary>A metric and what happened to it. Values are in its unit.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Source">Where it is known from what happened.</param>
/// <param name="Observed">Moments at which that is known; not all need be compared.</param>
/// <param name="Start">The metric's median at the start; null where it has no value yet.</param>
/// <param name="Held">Moments at which the band held what happened.</param>
/// <param name="RankedScore">The mean continuous ranked probability score over the moments; null
/// where there is none.</param>
/// <param name="StillScore">The same of who says that all stays as at the start: the mean distance
/// from there; null where there is no start.</param>
/// <param name="Moments">The moments, in order of time.</param>
public sealed record ReplayMetric(
    string Metric,
    string Unit,
    string Source,
    int Observed,
    double? Start,
    int Held,
    double? RankedScore,
    double? StillScore,
    IReadOnlyList<ReplayMoment> Moments);

/// <summary>A moment of a metric, in its unit.</summary>
/// <param name="Seconds">The time since the start.</param>
/// <param name="Observed">What happened.</param>
/// <param name="P05">The 5 % quantile of paths, where the band begins.</param>
/// <param name="P25">The lower quartile.</param>
/// <param name="P50">The median.</param>
/// <param name="P75">The upper quartile.</param>
/// <param name="P95">The 95 % quantile, where the band ends.</param>
/// <param name="Inside">Whether the band holds what happened.</param>
/// <param name="Pit">The share of paths below what happened, the probability integral transform;
/// of paths at it, half.</param>
/// <param name="RankedScore">The continuous ranked probability score.</param>
public sealed record ReplayMoment(
    double Seconds,
    double Observed,
    double P05,
    double P25,
    double P50,
    double P75,
    double P95,
    bool Inside,
    double Pit,
    double RankedScore);
