namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>An estimated parameter of a process.</summary>
/// <param name="Name">The key by which scenarios know it, a path with dots where it lies deeper.
/// </param>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error if the process is true; null where the data give
/// none.</param>
public sealed record FittedParameter(string Name, double Value, double? StandardError);
