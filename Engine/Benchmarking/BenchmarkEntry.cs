using GpuRisk.Engine.Planning;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>One piece of work that devices are compared with.</summary>
/// <param name="Name">Its name, for example <c>gbm</c>.</param>
/// <param name="Plan">The work.</param>
/// <param name="DigestPaths">Paths whose digest every device must give; also how many a device
/// simulates first.</param>
/// <param name="IsCounted">Whether its path-step is one whose instructions are counted.</param>
public sealed record BenchmarkEntry(
    string Name, Plan Plan, long DigestPaths, bool IsCounted = false);
