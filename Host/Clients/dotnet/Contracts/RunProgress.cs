namespace GpuRisk.Client;

/// <summary>How far a run is.</summary>
/// <param name="PathsDone">Paths done.</param>
/// <param name="PathsPerSecond">Paths per second at the moment; null where not known yet.</param>
/// <param name="SecondsLeft">Seconds until its end; null where not known yet.</param>
public sealed record RunProgress(
    long PathsDone,
    double? PathsPerSecond,
    double? SecondsLeft) : RunEvent
{
    /// <summary>The event's name.</summary>
    public const string EventName = "progress";
}
