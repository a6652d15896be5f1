namespace GpuRisk.Engine.Tallies;

/// <summary>
/// The outcomes of every path whose index has the same remainder modulo 64, whatever the chunks
/// were: independent samples of the mean, for a standard error that assumes nothing else.
/// </summary>
/// <param name="Count">Paths with an outcome.</param>
/// <param name="Sum">The exact sum of their outcomes, in fixed-point units.</param>
public readonly record struct Batch(long Count, Int128 Sum);
