namespace GpuRisk.Engine.Running;

/// <summary>How a metric is spread over paths at one moment, in the metric's unit.</summary>
/// <param name="Step">Steps since the start.</param>
/// <param name="P05">The 5% quantile.</param>
/// <param name="P25">The lower quartile.</param>
/// <param name="P50">The median.</param>
/// <param name="P75">The upper quartile.</param>
/// <param name="P95">The 95% quantile.</param>
public sealed record TrajectoryPoint(
    int Step, double P05, double P25, double P50, double P75, double P95);
