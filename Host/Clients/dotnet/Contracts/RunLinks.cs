namespace GpuRisk.Client;

/// <summary>Where the parts of a run are, as paths of the service.</summary>
public sealed record RunLinks
{
    /// <summary>The run's status.</summary>
    public required string Self { get; init; }

    /// <summary>Its events.</summary>
    public required string Events { get; init; }

    /// <summary>Its result.</summary>
    public required string Result { get; init; }

    /// <summary>Its report.</summary>
    public required string Report { get; init; }

    /// <summary>Where to ask for its end.</summary>
    public required string Cancel { get; init; }
}
