namespace GpuRisk.Client;

/// <summary>Two runs beside each other.</summary>
public sealed record RunComparison
{
    /// <summary>What they do not have in common besides the figures.</summary>
    public required IReadOnlyList<KeyChange> Changed { get; init; }

    /// <summary>Whether they are one run: their digests are equal, and with them every figure, so
    /// that no metric is told.</summary>
    public bool SameRun { get; init; }

    /// <summary>
    /// Whether errors of differences come from paths that both have, or suppose that the runs
    /// know nothing of each other.
    /// </summary>
    public required bool Paired { get; init; }

    /// <summary>The metrics that both have in the same unit.</summary>
    public required IReadOnlyList<MetricDifference> Metrics { get; init; }

    /// <summary>What a reader should know before trusting the differences.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
