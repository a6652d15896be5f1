namespace GpuRisk.Client;

/// <summary>The service, and who is asking.</summary>
public sealed record ServiceAbout
{
    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>The commit it was built from; null where unknown.</summary>
    public string? Commit { get; init; }

    /// <summary>Whom the request is counted for.</summary>
    public required string Owner { get; init; }

    /// <summary>What it may do: <c>read</c>, <c>run</c>, <c>admin</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>How it said who it is.</summary>
    public required AuthenticationKind Authentication { get; init; }

    /// <summary>What the service takes at most.</summary>
    public required ServiceLimits Limits { get; init; }
}
