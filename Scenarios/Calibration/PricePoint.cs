namespace GpuRisk.Scenarios.Calibration;

/// <summary>A price at a time.</summary>
/// <param name="TimeUtc">The time, in UTC.</param>
/// <param name="Price">The price, above 0.</param>
public readonly record struct PricePoint(DateTime TimeUtc, double Price);
