namespace GpuRisk.Client;

/// <summary>What the states of runs mean.</summary>
public static class RunStates
{
    /// <summary>Whether a run stays in this state for good.</summary>
    public static bool IsFinal(this RunState state) =>
        state is RunState.Succeeded or RunState.Failed or RunState.Cancelled;
}
