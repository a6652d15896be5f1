namespace GpuRisk.Host.Runs.Sampling;

/// <summary>Outcomes of consecutive rows of a file of samples.</summary>
/// <param name="Paths">The indices of the paths.</param>
/// <param name="Values">The outcomes, metric by metric; not a number where a path has none.
/// </param>
internal sealed record SampleRows(long[] Paths, double[][] Values);
