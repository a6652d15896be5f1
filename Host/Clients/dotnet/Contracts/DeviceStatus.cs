namespace GpuRisk.Client;

/// <summary>A device of the service.</summary>
public sealed record DeviceStatus
{
    /// <summary>How it is chosen, for example <c>cuda:0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it has, in words.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether it can run kernels.</summary>
    public required bool Usable { get; init; }

    /// <summary>Whether the service runs work on it.</summary>
    public required bool InUse { get; init; }

    /// <summary>Why it cannot be used, or was left.</summary>
    public string? Problem { get; init; }

    /// <summary>Paths that it did since the service started.</summary>
    public required long Paths { get; init; }

    /// <summary>Paths per second at the moment, or when it last worked.</summary>
    public double? PathsPerSecond { get; init; }

    /// <summary>The share of the last time that it worked, 0 to 1.</summary>
    public double? Busy { get; init; }
}
