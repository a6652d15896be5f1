namespace GpuRisk.Scenarios;

/// <summary>What a run should see often though it is rare: its paths are drawn by importance
/// sampling.</summary>
/// <param name="Metric">The metric whose mean, or whose probability, is sought.</param>
public sealed record RareTarget(string Metric)
{
    /// <summary>The expression, and where it stands.</summary>
    [NotHashed("what it is of is in Metric, and what it derives in Derived")]
    public required StatedFigure Figure { get; init; }
}
