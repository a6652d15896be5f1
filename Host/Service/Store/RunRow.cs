using GpuRisk.Client;

namespace GpuRisk.Host.Service.Store;

/// <summary>A run as the store holds it. Times are milliseconds since 1970 in UTC.</summary>
internal sealed record RunRow
{
    /// <summary>An id for a run or a sweep; ids sort by the time at which they were made.</summary>
    public static string NewId(TimeProvider time) =>
        Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    /// <summary>Counts runs in the order in which they were accepted.</summary>
    public long Sequence { get; init; }

    public required string Id { get; init; }

    public required string Owner { get; init; }

    public required RunState State { get; init; }

    /// <summary>The host that works on it, or would.</summary>
    public required string Holder { get; init; }

    /// <summary>Rises whenever the run gets another holder: an earlier one's writes are refused.
    /// </summary>
    public long Epoch { get; init; }

    public required string Name { get; init; }

    public required string Kernel { get; init; }

    /// <summary>The hash of the scenario's text, under which it is stored.</summary>
    public required string TextHash { get; init; }

    /// <summary>The hash of the scenario as run, settings included.</summary>
    public required string ScenarioHash { get; init; }

    /// <summary>The settings, a JSON list of texts.</summary>
    public required string Settings { get; init; }

    /// <summary>What a reader of its results should know, a JSON list of texts.</summary>
    public string Warnings { get; init; } = "[]";

    public required long Paths { get; init; }

    public required long Steps { get; init; }

    public required long Seed { get; init; }

    public required RunPrecision Precision { get; init; }

    public required int Priority { get; init; }

    public required long Created { get; init; }

    public long? Deadline { get; init; }

    public long? Started { get; init; }

    public long? Finished { get; init; }

    /// <summary>Chunks that are done.</summary>
    public long Chunks { get; init; }

    public long PathsDone { get; init; }

    /// <summary>Which paths are done, as JSON; empty for the first <see cref="PathsDone"/>.
    /// </summary>
    public string Ranges { get; init; } = "[]";

    /// <summary>Seconds of computing, those of all nodes together.</summary>
    public double Seconds { get; init; }

    /// <summary>The estimates at the last checkpoint, as JSON.</summary>
    public string Estimates { get; init; } = "[]";

    /// <summary>What the result is stored under: the same for all runs that have the same.
    /// </summary>
    public required string ResultKey { get; init; }

    public bool FromStore { get; init; }

    public bool CancelRequested { get; init; }

    public string? Digest { get; init; }

    public RunReason? Reason { get; init; }

    public string? Error { get; init; }

    public string? Sweep { get; init; }

    public int? SweepIndex { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>The hash of what was asked for, to tell a repeated request from another one under
    /// the same key.</summary>
    public required string RequestHash { get; init; }

    /// <summary>Whether nothing about it changes any more.</summary>
    public bool IsFinished => State is not (RunState.Queued or RunState.Running);
}
