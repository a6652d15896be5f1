namespace GpuRisk.Client;

/// <summary>What the service takes at most.</summary>
public sealed record ServiceLimits
{
    /// <summary>Bytes of a scenario.</summary>
    public required long BodyBytes { get; init; }

    /// <summary>Paths of a run.</summary>
    public required long Paths { get; init; }

    /// <summary>Paths times steps of a run.</summary>
    public required double Work { get; init; }

    /// <summary>Seconds of computing of a run.</summary>
    public required double RunSeconds { get; init; }

    /// <summary>Runs that wait.</summary>
    public required int Queued { get; init; }

    /// <summary>Runs of an owner that wait.</summary>
    public required int QueuedPerOwner { get; init; }
}
