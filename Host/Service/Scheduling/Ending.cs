using GpuRisk.Client;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>How a run ended.</summary>
/// <param name="State">Its terminal state.</param>
/// <param name="Reason">Why, where it did not succeed.</param>
/// <param name="Error">The reason in words.</param>
internal sealed record Ending(RunState State, RunReason? Reason = null, string? Error = null)
{
    /// <summary>All paths are done.</summary>
    public static Ending Success { get; } = new(RunState.Succeeded);

    /// <summary>It could not be done.</summary>
    public static Ending Failure(RunReason reason, string error) =>
        new(RunState.Failed, reason, error);

    /// <summary>It was stopped.</summary>
    public static Ending Stop(RunReason reason) => new(RunState.Cancelled, reason, reason switch
    {
        RunReason.Deadline => "The deadline passed before all paths were done.",
        RunReason.RunTime => "The run took as much time as a run may take here.",
        RunReason.Cancelled => "Somebody cancelled the run.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Nothing stops so."),
    });
}
