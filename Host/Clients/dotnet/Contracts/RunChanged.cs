namespace GpuRisk.Client;

/// <summary>A run's status: the first event of a watch, and one at every change of state.</summary>
/// <param name="Run">The status, which is the data of the event.</param>
public sealed record RunChanged(RunStatus Run) : RunEvent
{
    /// <summary>The event's name.</summary>
    public const string EventName = "run";
}
