namespace GpuRisk.Engine.Results;

/// <summary>A value that at least half of a metric's paths have.</summary>
/// <param name="Value">The value, in the metric's unit.</param>
/// <param name="Share">The share of paths that have it, 0.5 to 1.</param>
public sealed record PointMass(double Value, double Share);
