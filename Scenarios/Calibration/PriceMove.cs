namespace GpuRisk.Scenarios.Calibration;

/// <summary>A large move.</summary>
/// <param name="TimeUtc">The time at which it ended.</param>
/// <param name="LogReturn">The log return over one interval.</param>
/// <param name="StandardDeviations">Its distance from the mean, in standard deviations.</param>
public sealed record PriceMove(DateTime TimeUtc, double LogReturn, double StandardDeviations);
