namespace GpuRisk.Engine.Tallies;

/// <summary>An occupied bin of a <see cref="Sketch"/>, in fixed-point units.</summary>
/// <param name="Lower">The smallest integer that falls into the bin.</param>
/// <param name="Upper">The largest integer that falls into the bin.</param>
/// <param name="Count">How many outcomes fell into it; at least one.</param>
/// <param name="Sum">Their exact sum.</param>
public readonly record struct SketchBin(long Lower, long Upper, long Count, Int128 Sum);
