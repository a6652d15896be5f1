namespace GpuRisk.Engine.Results;

/// <summary>How long a run took.</summary>
/// <param name="Seconds">Wall time in seconds.</param>
/// <param name="PathStepsPerSecond">Steps of single paths per second of wall time.</param>
public sealed record Timing(double Seconds, double PathStepsPerSecond);
