namespace GpuRisk.Client;

/// <summary>Something that was done to the service.</summary>
public sealed record AuditEntry
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>By whom.</summary>
    public required string Owner { get; init; }

    /// <summary>What, for example <c>run.submit</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what, for example a run.</summary>
    public string? Subject { get; init; }

    /// <summary>From which address.</summary>
    public string? Address { get; init; }

    /// <summary>What came of it.</summary>
    public required string Outcome { get; init; }
}
