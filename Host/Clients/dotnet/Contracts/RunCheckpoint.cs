namespace GpuRisk.Client;

/// <summary>What a run has kept for good: after a restart it goes on from here.</summary>
/// <param name="Chunk">The checkpoint's number, which is the event's <c>id</c> too.</param>
/// <param name="PathsDone">Paths done.</param>
/// <param name="Seconds">Seconds of computing so far.</param>
/// <param name="Estimates">The metrics that the kernel is about, so far.</param>
public sealed record RunCheckpoint(
    long Chunk,
    long PathsDone,
    double Seconds,
    IReadOnlyList<RunEstimate> Estimates) : RunEvent
{
    /// <summary>The event's name.</summary>
    public const string EventName = "checkpoint";
}
