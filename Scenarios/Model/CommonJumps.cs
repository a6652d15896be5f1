namespace GpuRisk.Scenarios;

/// <summary>Jumps that come to several assets at the same moment.</summary>
/// <param name="PerYear">The intensity, 0 to 10,000; at most 5 in a step.</param>
/// <param name="SizeCorrelation">
/// The correlation of the sizes of any two assets' jumps, 0 to 1; null where it is the stated
/// correlation of the pair.
/// </param>
public sealed record CommonJumps(double PerYear, double? SizeCorrelation);
