namespace GpuRisk.Host.Service.Store;

/// <summary>A finished run's result. It never changes; only the report's data are added when they
/// are first asked for.</summary>
internal sealed record StoredResult
{
    public required string ResultKey { get; init; }

    public required string Digest { get; init; }

    public required long Created { get; init; }

    /// <summary>The result as JSON.</summary>
    public required byte[] Result { get; init; }

    /// <summary>The manifest as JSON.</summary>
    public required byte[] Manifest { get; init; }

    /// <summary>The tally, compressed.</summary>
    public required byte[] Tally { get; init; }
}
