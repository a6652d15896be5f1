namespace GpuRisk.Client;

/// <summary>Whether a scenario is valid, and what it would run.</summary>
public sealed record Validation
{
    /// <summary>Whether it is.</summary>
    public required bool Valid { get; init; }

    /// <summary>The scenario's name.</summary>
    public string? Scenario { get; init; }

    /// <summary>The kernel's name.</summary>
    public string? Kernel { get; init; }

    /// <summary>The scenario's hash, settings included.</summary>
    public string? Hash { get; init; }

    /// <summary>Paths of a run.</summary>
    public long? Paths { get; init; }

    /// <summary>Steps of a path.</summary>
    public int? Steps { get; init; }

    /// <summary>The seed.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The names of the metrics that a run gives.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>What is wrong; empty where nothing is.</summary>
    public required IReadOnlyList<LocatedError> Errors { get; init; }

    /// <summary>What a reader of its results should know before trusting them; empty where nothing
    /// is.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
