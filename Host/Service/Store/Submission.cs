namespace GpuRisk.Host.Service.Store;

/// <summary>Runs that were asked for together: one, or those of a sweep.</summary>
/// <param name="Text">The scenario of all of them.</param>
/// <param name="Runs">The runs, queued.</param>
/// <param name="Sweep">The sweep that they are of, or null.</param>
/// <param name="Audit">What the audit log says of it.</param>
internal sealed record Submission(
    ScenarioText Text, IReadOnlyList<RunRow> Runs, SweepEntry? Sweep, AuditRow Audit);

/// <summary>A sweep as the store holds it.</summary>
internal sealed record SweepEntry
{
    public required string Id { get; init; }

    public required string Owner { get; init; }

    public required long Created { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Name { get; init; }

    /// <summary>The keys that vary, a JSON list.</summary>
    public required string Keys { get; init; }

    /// <summary>The values of each combination, a JSON list of lists of texts.</summary>
    public required string Combinations { get; init; }

    /// <summary>The metrics to tell of, a JSON list.</summary>
    public required string Metrics { get; init; }

    public string? IdempotencyKey { get; init; }

    public required string RequestHash { get; init; }
}

/// <summary>What became of a submission.</summary>
/// <param name="Kind">Whether it was accepted.</param>
/// <param name="Runs">The runs: those accepted, or those of the earlier request.</param>
/// <param name="Sweep">The sweep, or null.</param>
internal sealed record Acceptance(
    AcceptanceKind Kind, IReadOnlyList<RunRow> Runs, SweepEntry? Sweep);

/// <summary>Whether a submission was accepted.</summary>
internal enum AcceptanceKind
{
    /// <summary>It is new, and stored.</summary>
    New,

    /// <summary>It was accepted before, under the same idempotency key.</summary>
    Repeated,

    /// <summary>Something else was accepted before under the same idempotency key.</summary>
    Conflict,
}
