using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Running;

/// <summary>What a run has brought together.</summary>
/// <param name="Tally">The merged tally.</param>
/// <param name="Elapsed">Time from the start to the last path.</param>
/// <param name="Devices">How many paths each device simulated.</param>
/// <param name="Warnings">Devices that failed or hung on the way.</param>
/// <param name="IsPartial">Whether the run was cancelled before all paths were done.</param>
public sealed record RunOutcome(
    RunTally Tally,
    TimeSpan Elapsed,
    IReadOnlyList<DeviceShare> Devices,
    IReadOnlyList<string> Warnings,
    bool IsPartial)
{
    /// <summary>Which paths were done: all that were asked for, unless the run is partial.
    /// </summary>
    public required IReadOnlyList<PathRange> Ranges { get; init; }

    /// <summary>The part of the run for which workers had nothing left to do while others still
    /// worked, on average over workers.</summary>
    public double IdleShare { get; init; }
}
