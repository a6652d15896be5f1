namespace GpuRisk.Client;

/// <summary>Which runs to list. Null does not ask for anything.</summary>
public sealed record ListOptions
{
    /// <summary>Where they stand.</summary>
    public RunState? State { get; init; }

    /// <summary>The name of their scenario.</summary>
    public string? Scenario { get; init; }

    /// <summary>The sweep that they belong to.</summary>
    public string? Sweep { get; init; }

    /// <summary>Runs of a page, 1 to 200; 50 by default.</summary>
    public int? PageSize { get; init; }
}
