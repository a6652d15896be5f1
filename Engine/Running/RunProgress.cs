namespace GpuRisk.Engine.Running;

/// <summary>How far a run is.</summary>
/// <param name="PathsDone">Paths simulated and tallied.</param>
/// <param name="Paths">Paths asked for.</param>
/// <param name="Elapsed">Time since the start.</param>
public sealed record RunProgress(long PathsDone, long Paths, TimeSpan Elapsed);
