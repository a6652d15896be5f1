namespace GpuRisk.Host.Service.Store;

/// <summary>A host as the store knows it.</summary>
internal sealed record HostRow
{
    public required string Name { get; init; }

    /// <summary>Rises as long as it moves.</summary>
    public required long Beat { get; init; }

    /// <summary>Its runs that are not finished.</summary>
    public required long Runs { get; init; }

    /// <summary>The version of its program; empty where it has not told.</summary>
    public required string Version { get; init; }

    /// <summary>What it tells of itself, as JSON; empty where it has not.</summary>
    public required string Report { get; init; }
}
