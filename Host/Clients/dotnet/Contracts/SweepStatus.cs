namespace GpuRisk.Client;

/// <summary>A sweep: the same scenario with each combination of some values.</summary>
public sealed record SweepStatus
{
    /// <summary>The sweep's name.</summary>
    public required string Id { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Where the sweep as a whole stands.</summary>
    public required RunState State { get; init; }

    /// <summary>The keys that vary.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>How many combinations there are.</summary>
    public required int Combinations { get; init; }

    /// <summary>How many are done.</summary>
    public required int Done { get; init; }

    /// <summary>How many failed or were cancelled.</summary>
    public required int Failed { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The combinations, in the order of their values.</summary>
    public required IReadOnlyList<SweepRow> Rows { get; init; }
}
