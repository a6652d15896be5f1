namespace GpuRisk.Host.Service.Store;

/// <summary>A finished chunk of a run.</summary>
internal sealed record ChunkRow
{
    public required string Run { get; init; }

    /// <summary>Its number within the run, from 1.</summary>
    public required long Chunk { get; init; }

    /// <summary>Its paths.</summary>
    public required long Paths { get; init; }

    /// <summary>The run's paths up to its end.</summary>
    public required long PathsDone { get; init; }

    /// <summary>Seconds that it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Who did how many of its paths, as JSON.</summary>
    public required string Devices { get; init; }

    /// <summary>The run's estimates at its end, as JSON.</summary>
    public required string Estimates { get; init; }
}
