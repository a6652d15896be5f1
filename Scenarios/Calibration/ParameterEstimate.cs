namespace GpuRisk.Scenarios.Calibration;

/// <summary>An estimated parameter.</summary>
/// <param name="Value">The most likely value.</param>
/// <param name="StandardError">
/// Its standard error if the model is true; null where the data give none.
/// </param>
public sealed record ParameterEstimate(double Value, double? StandardError);
