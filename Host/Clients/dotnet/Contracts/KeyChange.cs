namespace GpuRisk.Client;

/// <summary>Something that two runs do not have in common.</summary>
public sealed record KeyChange
{
    /// <summary>A dotted key of the scenario, or what else it is.</summary>
    public required string Key { get; init; }

    /// <summary>What the first run has.</summary>
    public string? Before { get; init; }

    /// <summary>What the second run has.</summary>
    public string? After { get; init; }
}
