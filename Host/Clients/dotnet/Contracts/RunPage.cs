namespace GpuRisk.Client;

/// <summary>A page of a list of runs, the newest first.</summary>
public sealed record RunPage
{
    /// <summary>The runs.</summary>
    public required IReadOnlyList<RunStatus> Runs { get; init; }

    /// <summary>The cursor of the next page; null on the last one.</summary>
    public string? Next { get; init; }
}
